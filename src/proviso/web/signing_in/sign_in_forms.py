"""allauth's forms with our words for what is missing. What is checked stays allauth's and Django's."""

from allauth.account import forms as allauth_forms
from allauth.account.adapter import get_adapter
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


class SignInForm(allauth_forms.LoginForm):
    """Staff number and password. A number that is too long to be one fails like any other that nobody has."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        number = self.fields["login"]
        number.max_length = None
        number.validators = [v for v in number.validators if getattr(v, "code", "") != "max_length"]
        number.error_messages["required"] = _("Enter your staff number")
        self.fields["password"].error_messages["required"] = _("Enter your password")


class ConfirmForm(allauth_forms.ReauthenticateForm):
    """The password again."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].error_messages["required"] = _("Enter your password")


class PasswordForm(allauth_forms.ChangePasswordForm):
    """The password that is, and the one that will be, twice."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"].error_messages["required"] = _("Enter your current password")
        self.fields["password1"].error_messages["required"] = _("Enter a new password")
        self.fields["password2"].error_messages["required"] = _("Enter the new password again")

    def clean_oldpassword(self) -> str:
        """The password that is. Guessing it here is counted, entered and held as at a confirmation."""
        given: str = self.cleaned_data["oldpassword"]
        if not get_adapter().reauthenticate(self.user, given):
            raise get_adapter().validation_error("enter_current_password")
        return given

    def clean_password1(self) -> str:
        """The password that will be: another one."""
        chosen: str = self.cleaned_data["password1"]
        if chosen == self.cleaned_data.get("oldpassword"):
            raise ValidationError(_("Choose another password: this is the one that you have."))
        return chosen
