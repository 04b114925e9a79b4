"""Records that come from elsewhere: told so that a file can carry them, read strictly, weighed
against what is here, and taken over.
"""
