"""The addresses of what the force released, for whoever asks."""

from django.urls import path

from proviso.web.publishing import public_pages

urlpatterns = [
    path("published", public_pages.every, name="published"),
    path("published/<int:year>/<str:name>", public_pages.file, name="published_file"),
]
