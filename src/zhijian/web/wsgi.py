"""The application as a server calls it."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from zhijian.web.operations.starting import refuse_demo_accounts

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhijian.web.settings.production")
application = get_wsgi_application()

if not settings.DEMO:
    refuse_demo_accounts()
