"""The office side: Word documents out, rosters in. Knows no screen."""
