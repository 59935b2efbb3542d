"""The console's addresses. Every one of them stands in the route-by-role table of the tests."""

from __future__ import annotations

from django.urls import URLPattern, path

from .views import actions, case, inbox, phone, quality, queues, session, today, understood

urlpatterns: list[URLPattern] = [
    path("", today.today, name="today"),
    path("login/", session.sign_in, name="login"),
    path("logout/", session.sign_out, name="logout"),
    path("language/", session.language, name="language"),
    path("inbox/", inbox.inbox, name="inbox"),
    path("cases/<int:case_id>/", case.case, name="case"),
    path("cases/<int:case_id>/timeline/", case.timeline, name="timeline"),
    path("cases/<int:case_id>/take/", actions.take, name="take"),
    path("cases/<int:case_id>/hand-back/", actions.hand_back, name="hand_back"),
    path("cases/<int:case_id>/reply/", actions.reply, name="reply"),
    path("cases/<int:case_id>/check/", actions.check, name="check"),
    path("cases/<int:case_id>/note/", actions.note, name="note"),
    path("messages/<int:inbound_id>/understood/", understood.understood, name="understood"),
    path("messages/<int:inbound_id>/correct/", understood.correct, name="correct"),
    path("escalations/", queues.escalations, name="escalations"),
    path("escalations/<int:escalation_id>/close/", actions.close_escalation, name="close_escalation"),
    path("disputes/<int:dispute_id>/settle/", actions.settle_dispute, name="settle_dispute"),
    path("disputes/<int:dispute_id>/reopen/", actions.reopen_dispute, name="reopen_dispute"),
    path("review/", queues.review, name="review"),
    path("review/<uuid:message_id>/settle/", actions.settle, name="settle"),
    path("promises/", queues.promises, name="promises"),
    path("findings/", queues.findings, name="findings"),
    path("quality/", quality.quality, name="quality"),
    path("notices/<int:notice_id>/seen/", actions.see_notice, name="see_notice"),
    path("pause/", actions.pause, name="pause"),
    path("resume/", actions.resume, name="resume"),
    path("demo/enter/", session.enter_demo, name="enter_demo"),
    path("demo/phone/", phone.phone, name="phone"),
    path("demo/phone/<int:customer_id>/", phone.chat, name="chat"),
    path("demo/phone/<int:customer_id>/say/", phone.say, name="say"),
]
