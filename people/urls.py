"""Signing in, people and places."""

from allauth.account import views as account
from django.urls import include, path, re_path

from people.views import sign_in

# allauth's pages under Norwegian addresses and its own names; its other pages are not there.
account_urls = [
    path("logg-inn/", account.login, name="account_login"),
    path("logg-ut/", account.logout, name="account_logout"),
    path("stengt/", sign_in.inactive, name="account_inactive"),
    path("registrer/", sign_in.closed, name="account_signup"),
    path("bekreft/", account.reauthenticate, name="account_reauthenticate"),
    path("passord/endre/", account.password_change, name="account_change_password"),
    path("passord/glemt/", account.password_reset, name="account_reset_password"),
    path("passord/glemt/sendt/", account.password_reset_done, name="account_reset_password_done"),
    path(
        "passord/nytt/ferdig/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^passord/nytt/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
]

people_urls = (
    [
        path("demo/logg-inn/", sign_in.demo_sign_in, name="demo_sign_in"),
        path("min-side/", sign_in.closed, name="me"),
        path("personer/", sign_in.closed, name="list"),
        path("enheter/", sign_in.closed, name="units"),
    ],
    "people",
)

urlpatterns = [path("", include(account_urls)), path("", include(people_urls))]
