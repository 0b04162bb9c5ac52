"""How Django's forms are drawn with Designsystemet: classes and ids here, markup in templates/ds."""

from typing import Any

from django import forms
from django.forms.renderers import TemplatesSetting


class DesignsystemetBoundField(forms.BoundField):
    """A field that its template can draw without asking about widgets."""

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        attrs = super().build_widget_attrs(attrs, widget)
        widget = widget or self.field.widget
        if widget.is_hidden:
            return attrs
        classes = ["ds-input", str(widget.attrs.get("class") or ""), str(attrs.get("class") or "")]
        attrs["class"] = " ".join(filter(None, classes))
        attrs["placeholder"] = False  # help stands above the field, where it stays readable
        if isinstance(widget, forms.Textarea):
            attrs["cols"] = False  # Designsystemet gives full width only to inputs without cols
        return attrs

    @property
    def kind(self) -> str:
        """«text», «select», «radio», «checkbox» …; a textarea has no input type of its own."""
        return getattr(self.field.widget, "input_type", "textarea")

    @property
    def is_choice_group(self) -> bool:
        """Several radio buttons or tick boxes, drawn as a fieldset with one legend."""
        return self.use_fieldset and self.kind in ("radio", "checkbox")

    @property
    def first_id(self) -> str:
        """The id of the first control: where a link in the error summary leads."""
        return f"{self.auto_id}_0" if self.use_fieldset else self.id_for_label


class DesignsystemetRenderer(TemplatesSetting):
    """Named in FORM_RENDERER; the crispy pack «designsystemet» draws its fields with it too."""

    form_template_name = "ds/form.html"
    field_template_name = "ds/field.html"
    bound_field_class = DesignsystemetBoundField
