"""Every address of the service."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("proviso.web.signing_in.urls")),
    path("", include("proviso.web.help.urls")),
    path("", include("proviso.web.publishing.public_urls")),
    path("", include("proviso.web.urls")),
]

handler400 = "proviso.web.errors.not_understood"
handler403 = "proviso.web.errors.refused"
handler404 = "proviso.web.errors.not_found"
handler429 = "proviso.web.errors.too_many"
handler500 = "proviso.web.errors.broken"
