"""The school calendar: terms, weeks, holidays and make-up days, recurring meetings."""
