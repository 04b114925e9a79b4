"""What is typed at a field of given answers: only the whole of it decides which is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.kernel.answers import begins, is_whole, meant

if TYPE_CHECKING:
    from models.kernel.fields import Choice

FEW = 4
"""Answers that are named where several fit."""


class TypedAnswer:
    """The characters so far. An input method commits a word as characters one by one: a first one that
    fits an answer says nothing about the word.
    """

    def __init__(self, choices: tuple[Choice, ...], advice: str = "") -> None:
        self.choices = choices
        self._advice = advice
        """What to do where no answer fits."""
        self.text = ""
        self._done = True
        """Whether the next character begins another answer."""

    @property
    def fits(self) -> tuple[Choice, ...]:
        """The answers it may mean."""
        return meant(self.text, self.choices)

    @property
    def is_open(self) -> bool:
        """Whether something was typed that is not one answer."""
        return bool(self.text) and len(self.fits) != 1

    @property
    def is_unfinished(self) -> bool:
        """Whether something is being typed that is not the whole of an answer."""
        return not self.begins_anew and not is_whole(self.text, self.choices)

    @property
    def begins_anew(self) -> bool:
        """Whether the next character is the first of an answer."""
        return self._done or not self.text

    def add(self, typed: str) -> bool:
        """One more character, or a word; whether it is the beginning of another answer: after a whole
        name comes one that does not go on with it.
        """
        longer = "" if self.begins_anew else self.text + typed
        anew = not longer or (
            is_whole(self.text, self.choices)
            and not meant(longer, self.choices)
            and begins(typed, self.choices)
        )
        self.text, self._done = (typed if anew else longer), False
        return anew

    def shorten(self) -> None:
        """The last character away."""
        self.text = self.text[:-1]

    def forget(self) -> None:
        """Nothing is typed."""
        self.text, self._done = "", True

    def rest(self) -> None:
        """What comes next is another answer; what was typed stays to be read."""
        self._done = True

    def why_not(self) -> str:
        """Why it is not one answer, ``""`` where it is one or nothing was typed."""
        if not self.is_open:
            return ""
        if not self.fits:
            return f"没有“{self.text}”这一项{self._advice}。"
        some = "、".join(c.label for c in self.fits[:FEW])
        more = "……" if len(self.fits) > FEW else ""
        return f"“{self.text}”可以是{some}{more}，请再多打几个字。"
