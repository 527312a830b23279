"""The application as a server calls it."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from zhijian.web.operations.starting import refuse_demo_accounts

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhijian.web.settings.production")
application = get_wsgi_application()

from zhijian.web.operations.warming import warm_up  # noqa: E402 - reads models, which are there only now

if not settings.DEMO:
    refuse_demo_accounts()
warm_up()
