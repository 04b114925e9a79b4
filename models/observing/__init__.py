"""Lesson observation (听课评课): lessons, observation sheets, who observes whom."""
