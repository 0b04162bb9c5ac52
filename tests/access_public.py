"""The addresses outside the table: open to all, or about whoever has signed in."""

LETTER = ("welcome", "welcome_pdf", "welcome_calendar", "welcome_photo", "welcome_logo")

PUBLIC = {
    "account_login": 200,
    "account_inactive": 403,
    "account_signup": 404,
    "account_reset_password": 200,
    "account_reset_password_done": 200,
    "account_reset_password_from_key": 200,
    "account_reset_password_from_key_done": 200,
    "people:invitation": 404,
    **dict.fromkeys([f"documents:{page}" for page in LETTER], 404),
    "reminders:feed": 404,
    "people:demo_sign_in": 404,
    **dict.fromkeys(["manifest", "worker", "offline", "privacy:privacy", "privacy:accessibility"], 200),
}
"""What anonymous gets. The link of an invitation is made up here; true ones are in `test_invitation.py`, and a letter's in `test_welcome.py`."""

ONES_OWN = [
    *("account_logout", "account_reauthenticate", "account_change_password"),
    *("people:lock", "people:draft_session", "people:own_device", "people:end_sessions"),
]
"""Pages about oneself, for whoever has signed in."""
