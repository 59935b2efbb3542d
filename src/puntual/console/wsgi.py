"""The console as a WSGI application, for any server."""

from __future__ import annotations

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "puntual.boot.django_settings")

from django.core.wsgi import get_wsgi_application

# Sets Django up; WhiteNoise in the middleware serves /static/ from the package.
application = get_wsgi_application()
