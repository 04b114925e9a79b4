"""The screens: home, list, form, and the dialogs between them."""
