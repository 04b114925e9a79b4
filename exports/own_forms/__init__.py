"""A school's own forms: checked, mapped label by label, used as layouts; filled-in ones of past years
read into drafts.
"""
