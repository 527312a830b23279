"""Each room has one public entry that lists what it exports."""

import importlib
import pkgutil

import pytest

import zhijian

ROOMS = sorted(module.name for module in pkgutil.iter_modules(zhijian.__path__) if module.ispkg)


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_lists_its_names_and_has_them(room: str) -> None:
    module = importlib.import_module(f"zhijian.{room}")
    names = getattr(module, "__all__", None)
    assert isinstance(names, list), f"zhijian.{room} has no __all__"
    assert len(set(names)) == len(names), "a name stands twice"
    assert [name for name in names if not hasattr(module, name)] == []
