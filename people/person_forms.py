"""Keeping people, and one's own page."""

from typing import Any

from django import forms
from django.contrib.auth.forms import SetPasswordMixin
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.forms import PlainForm, WholeForm
from people.models import Portrait, User
from people.portraits import make_portrait

TOO_LONG = gettext_lazy("Skriv høyst %(limit_value)d tegn. Nå er det %(show_value)d.")


class SearchForm(PlainForm):
    navn = forms.CharField(label=gettext_lazy("Søk etter navn"), required=False, max_length=120)


class PersonForm(WholeForm):
    """A person as whoever keeps people sees them.

    The address of someone with an account stands fast: it is what they sign in with and where a new
    password is sent, so whoever could change it could become them. Nobody closes their own account,
    and only coordinator and administrator (`may_close`) close anybody's.
    """

    class Meta:
        model = User
        fields = ["name", "title", "email", "is_active"]
        error_messages = {
            "name": {"required": gettext_lazy("Skriv navnet."), "max_length": TOO_LONG},
            "title": {"max_length": TOO_LONG},
            "email": {
                "invalid": gettext_lazy("Skriv en hel e-postadresse, for eksempel kari@kommune.no."),
                "max_length": TOO_LONG,
            },
        }
        help_texts = {"is_active": gettext_lazy("Uten haken er kontoen stengt, også for den som er inne nå.")}

    def __init__(self, *args: Any, by: User, may_close: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by
        if not may_close or self.instance.pk is None:
            del self.fields["is_active"]
        if self.instance.pk and self.instance.has_account:
            self.fields["email"].widget.attrs["readonly"] = True
            self.fields["email"].help_text = _(
                "%(name)s har konto, og adressen er innloggingen. "
                "Bare den som eier installasjonen kan endre den."
            ) % {"name": self.instance.name}

    def clean_email(self) -> str | None:
        email: str | None = self.cleaned_data["email"]
        stored = self.initial["email"]
        if self.instance.pk and self.instance.has_account and (email or "").lower() != stored:
            raise forms.ValidationError(
                _("Adressen til en som har konto, kan ikke endres her: den er innloggingen.")
            )
        return email

    def clean_is_active(self) -> bool:
        is_active: bool = self.cleaned_data["is_active"]
        if self.instance == self.by and not is_active:
            raise forms.ValidationError(
                _("Du kan ikke stenge din egen konto. Be en annen koordinator eller systemansvarlig.")
            )
        return is_active


class MeForm(WholeForm):
    """What is one's own to change: the title, the presentation and the photo. All of it is saved, or nothing."""

    photo = forms.FileField(
        label=gettext_lazy("Bilde av deg"),
        required=False,
        help_text=gettext_lazy(
            "JPEG, PNG eller WebP på høyst 5 MB. Vi skjærer det til og tar bort sted og tid."
        ),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
        error_messages={"empty": gettext_lazy("Filen er tom. Velg et annet bilde.")},
    )

    class Meta:
        model = User
        fields = ["title", "presentation"]
        error_messages = {"title": {"max_length": TOO_LONG}, "presentation": {"max_length": TOO_LONG}}
        widgets = {
            "title": forms.TextInput(attrs={"autocomplete": "organization-title"}),
            "presentation": forms.Textarea(attrs={"rows": 6}),
        }

    def clean_photo(self) -> bytes | None:
        sent: UploadedFile[Any] | None = self.cleaned_data["photo"]
        return make_portrait(sent, sent.size or 0) if sent else None

    def save(self, commit: bool = True, *, removes_photo: bool = False) -> User:
        """The button that removes the photo keeps what was written beside it."""
        user: User = super().save(commit)
        if removes_photo:
            Portrait.objects.of(user).delete()
        elif photo := self.cleaned_data["photo"]:
            Portrait.objects.keep(user, photo)
        return user


class NewPasswordForm(SetPasswordMixin[User], PlainForm):
    """The first password, twice, by the same rules as every later one."""

    error_messages = {"password_mismatch": gettext_lazy("Skriv det samme passordet begge gangene.")}
    password1, password2 = SetPasswordMixin.create_password_fields(
        gettext_lazy("Passord"), gettext_lazy("Passordet en gang til")
    )

    def __init__(self, person: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        self.fields["password2"].help_text = ""
        for name in ("password1", "password2"):
            self.fields[name].error_messages["required"] = _("Skriv passordet.")

    def clean(self) -> dict[str, Any]:
        self.validate_passwords()
        self.validate_password_for_user(self.person, "password1")
        return super().clean() or self.cleaned_data

    def save(self) -> User:
        self.person.set_password(self.cleaned_data["password1"])
        self.person.save(update_fields=["password"])
        return self.person
