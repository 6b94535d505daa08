"""Uses the real window as the guide tells it, and photographs what it shows.

Everything is found by the name that a screen reader hears (AT-SPI) or reached by the keyboard, so
that nothing depends on where things stand. What is not found stops the script.
"""

import os
import random
import re
import shutil
import subprocess
import sys
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402

WORK = os.environ["WORK"]
PROGRAM = f"{WORK}/app/passerelle"
EXAMPLE = "templates/examples/valmont.passerelle"
IMPORTED = "tests/it/fixtures/opendata/img1b.csv"
# What buttons, and fields that take text, are to a screen reader.
PRESSED = ("button", "push button", "link", "radio button", "toggle button", "menu item")
FIELDS = ("entry", "text", "search", "editable text", "password text")


def plain(text):
    return (text or "").replace("\u202f", " ").replace("\u00a0", " ").replace("’", "'")


def passerelle(*args):
    subprocess.run([PROGRAM, *args], check=True, stdout=subprocess.DEVNULL)


class Window:
    """The program with its window, from its start to its end."""

    def __init__(self, *args):
        # Without a portal and without helpers on the path, paths are typed.
        environment = {**os.environ, "PATH": "/nonexistent"}
        self.process = subprocess.Popen([PROGRAM, *args], cwd=WORK, env=environment)
        self.root = self.wait("the window", self.program)
        subprocess.run(["xdotool", "search", "--sync", "--onlyvisible", "--name", "Passerelle",
                        "windowfocus"], check=True, stdout=subprocess.DEVNULL)

    def close(self):
        self.process.terminate()
        self.process.wait()

    def program(self):
        desktop = Atspi.get_desktop(0)
        for index in range(desktop.get_child_count()):
            program = desktop.get_child_at_index(index)
            if program and program.get_child_count() and program.get_process_id() == self.process.pid:
                return program
        return None

    def wait(self, what, found):
        for _ in range(60):
            try:
                result = found()
            except gi.repository.GLib.Error:
                result = None
            if result:
                return result
            time.sleep(0.25)
        heard = [] if what == "the window" else list(self.walk())
        names = [f"{n.get_role_name()} « {plain(n.get_name())} »" for n in heard if n.get_name()]
        self.close()
        sys.exit(f"not found: {what}; there are {names}")

    def walk(self, node=None):
        node = node or self.root
        yield node
        for index in range(node.get_child_count()):
            child = node.get_child_at_index(index)
            if child is not None:
                yield from self.walk(child)

    def find(self, name, roles=None):
        """The first thing whose name begins so."""
        def found():
            for node in self.walk():
                if plain(node.get_name()).startswith(name) and (
                        roles is None or node.get_role_name() in roles):
                    return node
            return None
        return self.wait(f"« {name} »", found)

    def press(self, name):
        """Does what a click on a button, an option or a link does."""
        def found():
            nodes = [node for node in self.walk() if node.get_role_name() in PRESSED]
            for same in (lambda said: said == name, lambda said: said.startswith(name)):
                for node in nodes:
                    if same(plain(node.get_name())):
                        return node
            return None
        Atspi.Action.do_action(self.wait(f"« {name} », to be pressed", found), 0)
        self.settle()

    def type(self, name, text):
        """Puts the keyboard in a field, and types."""
        node = self.find(name, FIELDS)
        Atspi.Component.grab_focus(node)
        self.settle()
        self.keys("ctrl+a")
        subprocess.run(["xdotool", "type", "--delay", "20", text], check=True)
        self.settle()

    def keys(self, *keys):
        subprocess.run(["xdotool", "key", "--delay", "60", *keys], check=True)
        self.settle()

    def go(self, query, there):
        """Goes to a page by the palette, and checks that it is there."""
        self.keys("ctrl+k")
        subprocess.run(["xdotool", "type", "--delay", "20", query], check=True)
        self.settle()
        self.keys("Return")
        self.find(there)

    def picture(self):
        file = f"{WORK}/now.png"
        subprocess.run(["import", "-window", "root", file], check=True)
        told = subprocess.run(["identify", "-format", "%#", file], check=True, capture_output=True)
        return told.stdout

    def settle(self):
        """Waits until two pictures in a row are the same."""
        before = None
        for _ in range(40):
            time.sleep(0.2)
            now = self.picture()
            if now == before:
                return
            before = now

    def see(self, name):
        # The pointer is no part of the picture, nor what it hovers over.
        subprocess.run(["xdotool", "mousemove", "1365", "767"], check=True)
        time.sleep(0.5)
        self.settle()
        shutil.copy(f"{WORK}/now.png", f"{WORK}/shots/{name}.png")
        print("taken:", name, flush=True)


def beginning():
    window = Window()
    window.type("Commune ou intercommunalité", "nantes")
    window.see("accueil")
    window.keys("Return")
    window.press("Commencer")
    window.find("Nantes")
    window.see("territoire")
    window.go("importer", "Importer des données")
    window.press("Choisir un fichier")
    window.type("Chemin du fichier", os.path.abspath(IMPORTED))
    window.keys("Return")
    window.find("Importer 4 lignes")
    window.see("import")
    window.close()


def using():
    file = f"{WORK}/valmont.passerelle"
    shutil.copy(EXAMPLE, file)
    window = Window(file)
    window.go("gouvernance", "La collectivité dispose-t-elle")
    window.see("question")
    window.keys("F5")
    window.see("reunion")
    window.keys("Escape")
    # On the path a theme tells its answers, « 5/5 », and a table its rows, « 4 ».
    window.press(next(plain(node.get_name()) for node in window.walk()
                      if re.match(r"Partenariats \d+ ", plain(node.get_name()))))
    window.find("Coller depuis un tableur")
    window.see("tableau")
    window.go("vue d", "Vue d'ensemble")
    window.see("resultats")
    window.press("Pourquoi ?")
    window.see("pourquoi")
    window.keys("Escape")
    window.keys("ctrl+k")
    subprocess.run(["xdotool", "type", "--delay", "20", "maroc"], check=True)
    window.see("palette")
    window.keys("Escape")
    window.go("matrice", "Matrice des pays")
    window.see("matrice")
    window.go("preconisations", "Préconisations")
    window.see("preconisations")
    window.go("plan d", "Plan d'action")
    window.see("plan")
    window.go("note", "Note")
    window.wait("the pages", lambda: not any(plain(node.get_name()).startswith("Mise en page")
                                             for node in window.walk()))
    window.see("note")
    window.go("contributions", "Contributions")
    window.see("contributions")
    window.close()


def merging():
    """Two services have answered, each in a copy: what differs is shown."""
    ours, theirs = f"{WORK}/notre-fichier.passerelle", f"{WORK}/finances.passerelle"
    base = f"{WORK}/envoye.passerelle"
    for file in (base, ours, theirs):
        shutil.copy(EXAMPLE, file)
    head = "id;value;year;source;role\n"
    enter(ours, head + "GOV-01;1;2026;Direction générale;general_management\n")
    enter(theirs, head + "GOV-01;4;2026;Note de la direction;finance\n"
                         "GOV-02;0;2026;Arrêtés de délégation;finance\n")
    window = Window(ours)
    window.go("fusionner", "Fusionner")
    window.press("Choisir les fichiers reçus")
    window.type("Chemin du fichier", theirs)
    window.keys("Return")
    window.press("Indiquer le fichier d'origine")
    window.type("Chemin du fichier", base)
    window.keys("Return")
    window.find("Fichier d'origine : envoye.passerelle")
    window.see("fusion")
    window.close()


def members(folder, count):
    """So many communes that do not exist, with invented answers."""
    draw = random.Random(7)
    some = lambda options: "|".join(o for o in options if draw.random() < 0.65) or options[0]
    start = f"{WORK}/membre.passerelle"
    passerelle("new", "--territory", "35238", "-o", start)
    with open(start, encoding="utf-8") as file:
        text = file.read()
    for number in range(count):
        member = f"{folder}/{number:02}.passerelle"
        named = text.replace('"Rennes"', f'"Commune fictive {number:02}"')
        with open(member, "w", encoding="utf-8") as out:
            out.write(named.replace('"35238"', f'"F{number:04}"'))
        answers = {
            "MOY-01": draw.choice([40000, 90000, 150000, 260000, 420000, 900000, 1600000]),
            "MOY-02": draw.choice(["stable", "stable", "up", "down"]),
            "MOY-04": draw.choice([1, 2, 2.5, 3, 4, 6, 8, 12]),
            "PAR-08": some(["decentralised_cooperation", "outreach", "partnerships", "networks",
                            "solidarity", "twinning"]),
            "ODD-02": draw.randint(0, 3),
            "ODD-03": some(["education_youth", "economy", "sport_culture", "citizenship"]),
        }
        lines = "".join(f"{question};{value};2026;Réponse inventée\n"
                        for question, value in answers.items())
        enter(member, "id;value;year;source\n" + lines)


def enter(file, csv):
    """Enters answers from a CSV, as somebody who keeps them in a spreadsheet does."""
    path = f"{WORK}/reponses.csv"
    with open(path, "w", encoding="utf-8") as out:
        out.write(csv)
    passerelle("import", file, path, "--from", "answers")


def observing():
    """What the panel of a network of thirty-six tells."""
    folder = f"{WORK}/membres"
    os.mkdir(folder)
    members(folder, 36)
    window = Window()
    window.press("Observatoire")
    window.press("Choisir un dossier")
    window.type("Chemin du fichier", folder)
    window.keys("Return")
    profile = window.find("Le profil du réseau")
    Atspi.Component.scroll_to(profile, Atspi.ScrollType.TOP_LEFT)
    window.see("observatoire")
    window.close()


asked = os.environ.get("PARTS", "beginning using merging observing").split()
for part in (beginning, using, merging, observing):
    if part.__name__ in asked:
        part()
