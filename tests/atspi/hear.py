"""Listens to the window over AT-SPI and answers a question through it, as a screen reader does.

It prints what it heard, and fails if the question, its levels, their states or the answer that it
gave are not heard. The program is found by its name; nothing is assumed of where things stand.
"""

import sys
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402

STEP = "Gouvernance"
LEVEL = ("Nous avons un recensement partiel, qui couvre moins de trois familles de liens "
         "ou date de plus de quatre ans.")


def walk(node, depth=0):
    """Every object below one, with its depth."""
    yield depth, node
    for index in range(node.get_child_count()):
        child = node.get_child_at_index(index)
        if child is not None:
            yield from walk(child, depth + 1)


def window():
    """The program among the applications of the desktop, waited for."""
    for _ in range(60):
        desktop = Atspi.get_desktop(0)
        for index in range(desktop.get_child_count()):
            program = desktop.get_child_at_index(index)
            if program is not None and program.get_child_count() and "passerelle" in (
                program.get_name() or ""
            ).lower():
                return program
        time.sleep(0.5)
    sys.exit("the program is not heard at all")


def find(root, name, role=None):
    """The first object of this name, spaces and apostrophes aside."""
    plain = lambda text: (text or "").replace("\u202f", " ").replace("\u00a0", " ").replace("’", "'")
    for _, node in walk(root):
        if plain(node.get_name()) == plain(name) and role in (None, node.get_role_name()):
            return node
    return None


def says(node):
    """What is heard of an object: role, name, description, states."""
    states = node.get_state_set()
    wanted = [("checked", Atspi.StateType.CHECKED), ("focused", Atspi.StateType.FOCUSED),
              ("focusable", Atspi.StateType.FOCUSABLE), ("editable", Atspi.StateType.EDITABLE)]
    told = [word for word, state in wanted if states.contains(state)]
    text = f"{node.get_role_name()} « {node.get_name()} »"
    if node.get_description():
        text += f" — {node.get_description()}"
    return f"{text} [{', '.join(told)}]" if told else text


def press(node):
    """Does what a click would do, through the object's first action."""
    if Atspi.Action.get_n_actions(node) == 0:
        sys.exit(f"nothing can be done with {says(node)}")
    Atspi.Action.do_action(node, 0)
    time.sleep(1.5)


def main():
    program = window()
    time.sleep(2)
    print("# First heard")
    for depth, node in list(walk(program))[:14]:
        print("  " * depth + says(node))
    buttons = [node for _, node in walk(program) if node.get_role_name().endswith("button")]
    step = next((node for node in buttons if (node.get_name() or "").startswith(STEP)), None)
    if step is None:
        names = [node.get_name() for node in buttons]
        sys.exit(f"the step « {STEP} » is not heard among {names}")
    print("# Pressed:", says(step))
    press(step)
    question = next((node for _, node in walk(program)
                     if (node.get_name() or "").startswith("La collectivité dispose-t-elle")
                     and node.get_role_name() in ("button", "push button")), None)
    if question is not None:
        print("# Pressed:", says(question))
        press(question)
    level = find(program, LEVEL)
    if level is None:
        sys.exit("the levels of the question are not heard")
    group = level.get_parent()
    print("# The question and its levels")
    print(says(group))
    for index in range(group.get_child_count()):
        print("  " + says(group.get_child_at_index(index)))
    if level.get_state_set().contains(Atspi.StateType.CHECKED):
        sys.exit("the level is chosen before anything was done")
    print("# Answered through its action")
    press(level)
    level = find(program, LEVEL)
    print("  " + says(level))
    if not level.get_state_set().contains(Atspi.StateType.CHECKED):
        sys.exit("the answer given over AT-SPI is not heard as given")
    told = [says(node) for _, node in walk(program)
            if node.get_role_name() in ("status bar", "notification", "statusbar", "status")]
    print("# Status:", "; ".join(told) or "none")
    print("heard", sum(1 for _ in walk(program)), "objects")


main()
