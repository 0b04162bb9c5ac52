"""For the installation's owner alone: municipalities and their first administrator. No programme content."""

from django.contrib import admin

from people.models import Municipality, Position, User


@admin.register(Municipality)
class MunicipalityAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ["name"]


@admin.register(User)
class UserAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ["name", "email", "municipality", "is_active"]
    list_filter = ["municipality"]
    search_fields = ["name", "email"]
    fields = ["name", "email", "municipality", "is_active", "is_staff", "is_superuser"]


@admin.register(Position)
class PositionAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ["kind", "holder", "municipality", "from_on", "to_on"]
    fields = ["kind", "holder", "municipality", "from_on", "to_on"]
