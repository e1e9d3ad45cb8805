"""What a server calls: Django, set up once in each worker."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "proviso.site.settings")

application = get_wsgi_application()
