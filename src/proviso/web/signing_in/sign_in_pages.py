"""The four pages of signing in: allauth's own views under our words and our templates.

Sign-up, e-mail, forgotten passwords and every other page of allauth have no address here.
"""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Concatenate, ParamSpec
from urllib.parse import urlencode

from allauth.account import views as allauth_views
from allauth.account.adapter import get_adapter
from allauth.account.internal.decorators import login_not_required
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.utils.decorators import method_decorator
from django.views.decorators.debug import sensitive_post_parameters

from proviso.accounts.models import Officer
from proviso.web.design.page_addresses import reverse
from proviso.web.errors import busy, too_many
from proviso.web.signing_in import adapter, attempts, given_password, known_devices, retained_answers, session
from proviso.web.signing_in.sign_in_forms import ConfirmForm, PasswordForm, SignInForm

_PASSWORDS = ("password", "oldpassword", "password1", "password2")

P = ParamSpec("P")


def unless_busy(
    view: Callable[Concatenate[HttpRequest, P], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """A page that says what is wrong where the database is locked or full: nobody made too many attempts."""

    @wraps(view)
    def answer(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except OperationalError:
            return busy(request)

    return answer


@method_decorator(unless_busy, name="dispatch")
@method_decorator(sensitive_post_parameters(*_PASSWORDS), name="dispatch")
class SignIn(allauth_views.LoginView):
    """Staff number and password. Says why the last sign-in ended, and whether what was typed is kept."""

    form_class = SignInForm
    template_name = "signing_in/sign_in.jinja"

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        """Count what signs nobody in: 60 of them in a minute from one address are answered with 429."""
        if request.method != "POST":
            return _page(super().dispatch(request, *args, **kwargs))
        if attempts.page_is_held(request):
            return too_many(request)
        response = _page(super().dispatch(request, *args, **kwargs))
        if response.status_code == HTTPStatus.OK:
            attempts.count_at_page(request)
        return response

    def form_valid(self, form: object) -> HttpResponse:
        """Sign in, and know this browser the next time. The page that somebody else had open is nobody's to ask for:
        they would be refused a case, and reported."""
        was = session.who_it_was(self.request)
        response: HttpResponse = super().form_valid(form)
        if isinstance(self.request.user, Officer):
            if was not in (None, self.request.user.pk):
                response = HttpResponseRedirect(reverse("home"))
            known_devices.remember(self.request, response, self.request.user)
        return response

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        """The form, where to go next, why we are here."""
        context: dict[str, object] = super().get_context_data(**kwargs)
        return context | {
            "ended": session.why_it_ended(self.request),
            "kept_minutes": retained_answers.MINUTES if retained_answers.waiting(self.request) else None,
        }


@method_decorator(login_not_required, name="dispatch")
class SignOut(allauth_views.LogoutView):
    """Asks on GET, signs out on POST, and always ends on the page for signing in."""

    template_name = "signing_in/sign_out.jinja"

    def get_redirect_url(self) -> str:
        """The page for signing in: no other page can be seen now."""
        return reverse("account_login")


@method_decorator(unless_busy, name="dispatch")
@method_decorator(sensitive_post_parameters(*_PASSWORDS), name="dispatch")
class ConfirmItIsYou(allauth_views.ReauthenticateView):
    """The password again, before something that matters; then back to where the officer was."""

    form_class = ConfirmForm
    template_name = "signing_in/confirm_it_is_you.jinja"

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        """The form, where to go next, whether what was typed is kept."""
        context: dict[str, object] = super().get_context_data(**kwargs)
        return context | {"kept_minutes": retained_answers.MINUTES if retained_answers.waiting(self.request) else None}

    def form_valid(self, form: object) -> HttpResponse:
        """Enter the confirmation in the record, then go back."""
        adapter.confirmed(self.request)
        response: HttpResponse = super().form_valid(form)
        return response


@method_decorator(unless_busy, name="dispatch")
@method_decorator(sensitive_post_parameters(*_PASSWORDS), name="dispatch")
class ChangePassword(allauth_views.PasswordChangeView):
    """Change one's own password, or choose it where somebody else set it. Other sessions of the same officer end."""

    form_class = PasswordForm
    template_name = "signing_in/change_password.jinja"

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        """The form, who set the password, whether it has just been changed, and then where to go on."""
        context: dict[str, object] = super().get_context_data(**kwargs)
        return context | {
            "given_at": given_password.given_at(self.request),
            "changed": "changed" in self.request.GET,
            "goes_on": self._goes_on() if "next" in self.request.GET else "",
        }

    def form_valid(self, form: object) -> HttpResponse:
        """Back to this page, which says that it is done, and where somebody was led here on their way, how to go on."""
        super().form_valid(form)
        leads = {"next": self._goes_on()} if given_password.given_at(self.request) else {}
        given_password.own_chosen(self.request)
        response = HttpResponseRedirect(
            f"{reverse('account_change_password')}?{urlencode({'changed': 'yes', **leads})}"
        )
        if isinstance(self.request.user, Officer):  # devices that knew the old password are known no more
            known_devices.remember(self.request, response, self.request.user)
        return response

    def _goes_on(self) -> str:
        """The page that somebody was on the way to: of this service only; the first page where there is none."""
        wanted = self.request.GET.get("next", "")
        return wanted if get_adapter().is_safe_url(wanted) else reverse("home")


def _page(response: HttpResponseBase) -> HttpResponseBase:
    """allauth has no types."""
    return response
