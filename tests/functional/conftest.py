"""The built demo city and a small report folder, for the tests beside this file."""

from support.cities import _three_schools, city, folder

__all__ = ["_three_schools", "city", "folder"]
