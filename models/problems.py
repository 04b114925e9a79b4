"""What can go wrong in keeping records, said for people.

Every message is Chinese, names the place and says what to do next; screens and commands show it as
it is.
"""


class JiaoyanError(Exception):
    """Something could not be done; the message is for people."""
