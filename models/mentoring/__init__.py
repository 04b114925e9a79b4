"""Mentors and their mentees (师徒结对、青蓝工程): pairings, logs, growth plans, appraisals."""
