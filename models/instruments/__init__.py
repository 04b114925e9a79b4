"""Lesson-observation instruments: what is observed, read from plain files, and what the marks say.

`catalogue` has the built-in ones and the school's own, `reading` and `writing` turn text into an
`instrument.Instrument` and back. `scores` says what the marks of several raters come to;
`intervals`, `agreement` and `s_t` what codes by time show; `perspectives` divides the labour of
LICC observation and sees what nobody watched.
"""
