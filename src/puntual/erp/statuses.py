"""What a ledger's status column says about an invoice."""

from __future__ import annotations

from puntual.domain.record import Status
from puntual.rules.names import plain

_WORDS = {
    Status.OPEN: (
        "abierta abierto open pendiente vigente vencida vencido parcial parcialmente_pagada activa activo overdue "
        "partial partially_paid partly_paid unpaid not_paid due past_due outstanding em_aberto aberto aberta "
        "a_vencer atrasada atrasado vencendo pendente por_cobrar por_vencer no_pagada sin_pagar impaga impago "
        "adeudada parcialmente_paga parcialmente_pago emitida emitido timbrada sent submitted posted normal "
        "por_pagar en_mora credito current"
    ),
    Status.PAID: (
        "pagada pagado paga pago paid liquidada liquidado quitada quitado saldada saldado cobrada cobrado cerrada "
        "cerrado closed settled cleared recebida recebido baixada baixado cancelada_por_pago in_payment"
    ),
    Status.CANCELLED: (
        "cancelada cancelado anulada anulado void voided cancelled canceled anulacion eliminada estornada reversed"
    ),
    Status.DRAFT: "borrador rascunho draft sin_timbrar por_timbrar proforma",
}
_BY_WORD = {word.replace("_", " "): status for status, words in _WORDS.items() for word in words.split()}


def status_of(raw: str) -> Status | None:
    """The status that a cell means; OPEN where it is empty, None where the word is unknown."""
    word = plain(raw)
    return _BY_WORD.get(word) if word else Status.OPEN
