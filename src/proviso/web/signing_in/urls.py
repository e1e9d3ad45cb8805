"""The addresses of signing in. The names are the ones that allauth looks for."""

from django.urls import path

from proviso.web.signing_in.going_on import go_on
from proviso.web.signing_in.sign_in_pages import ChangePassword, ConfirmItIsYou, SignIn, SignOut

urlpatterns = [
    path("sign-in", SignIn.as_view(), name="account_login"),
    path("sign-in/go-on", go_on, name="go_on"),
    path("sign-out", SignOut.as_view(), name="account_logout"),
    path("confirm-it-is-you", ConfirmItIsYou.as_view(), name="account_reauthenticate"),
    path("password", ChangePassword.as_view(), name="account_change_password"),
]
