"""Signing in, people and places."""

from allauth.account import views as account
from django.urls import include, path, re_path

from people.views import contacts, devices, invitations, lock, me, people, places, positions, sign_in

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

# /personer/
person_urls = [
    path("", people.person_list, name="list"),
    path("ny/", people.person_add, name="person_add"),
    path("<int:pk>/", people.person_edit, name="person_edit"),
    path("<int:pk>/inviter/", invitations.person_invite, name="invite"),
    path("<int:pk>/stillinger/ny/", positions.position_add, name="position_add"),
]

people_urls = (
    [
        path("personer/", include(person_urls)),
        path("stillinger/<int:pk>/", positions.position_edit, name="position_edit"),
        path("enheter/", places.unit_list, name="units"),
        path("enheter/ny/", places.unit_add, name="unit_add"),
        path("enheter/<int:pk>/", places.unit_edit, name="unit_edit"),
        path("kontakter/", contacts.card_list, name="cards"),
        path("kontakter/kommunen/", contacts.card_municipality, name="card_municipality"),
        path("kontakter/enheter/<int:pk>/", contacts.card_unit, name="card_unit"),
        path("avdelinger/ny/", places.department_add, name="department_add"),
        path("avdelinger/<int:pk>/", places.department_edit, name="department_edit"),
        path("min-side/", me.me, name="me"),
        path("min-side/enhet/", devices.own_device, name="own_device"),
        path("min-side/logg-ut-overalt/", devices.end_sessions, name="end_sessions"),
        path("laas/", lock.lock_page, name="lock"),
        path("utkast/", devices.draft_session, name="draft_session"),
        path("min-side/bilde/", me.my_portrait, name="my_portrait"),
        path("invitasjon/<str:token>/", invitations.invitation, name="invitation"),
        path("demo/logg-inn/", sign_in.demo_sign_in, name="demo_sign_in"),
    ],
    "people",
)

urlpatterns = [path("", include(account_urls)), path("", include(people_urls))]
