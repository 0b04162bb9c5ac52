"""Files that are no template, and the sentence that each is answered with."""

HEAD = 'slug = "prove"\nname = "Prøve"\n'
ROW = """
[[rows]]
title = "Samtale"
kind = "conversation"
rule = { when = "weeks", weeks = [3] }
responsible = ["mentor"]
"""

BIG = b"#" * (50 * 1024 * 1024)
WRONG: dict[str, tuple[str | bytes, str]] = {
    "empty": (b"", "Filen er tom. Velg en annen fil."),
    "50 MB": (BIG, "Filen er på 50,0\xa0MB. En malfil er på høyst 1 MB. Ingenting er lagt inn."),
    "an image": (
        b"\x89PNG\r\n\x1a\n\xff",
        "mal.toml: filen er ikke skrevet i UTF-8. Ingenting er lagt inn.",
    ),
    "not TOML": (
        "slug: prove",
        "mal.toml: filen er ikke gyldig TOML (linje 1, tegn 5). Ingenting er lagt inn.",
    ),
    "lists in lists": (
        "a = " + "[" * 50_000,
        "mal.toml: filen er ikke gyldig TOML (den kan ikke tolkes). Ingenting er lagt inn.",
    ),
    "a huge number": (
        "a = " + "9" * 5000,
        "mal.toml: filen er ikke gyldig TOML (den kan ikke tolkes). Ingenting er lagt inn.",
    ),
    "a key in 20,000 parts": (
        HEAD + ".".join(["a"] * 20_000) + " = 1",
        "mal.toml, linje 3: navnet foran «=» eller i «[ ]» har for mange punktum. Ingenting er lagt inn.",
    ),
    "a heading in 20,000 parts": (
        HEAD + f'description = """\nNy linje"""\n[{" . ".join(["a"] * 20_000)}]',
        "mal.toml, linje 5: navnet foran «=» eller i «[ ]» har for mange punktum. Ingenting er lagt inn.",
    ),
    "a long key after strings that end in quotes": (
        HEAD + 'a = {{ b = """"Ja"""", {} = 1 }}'.format(".".join(["'a'"] * 20_000)),
        "mal.toml, linje 3: navnet foran «=» eller i «[ ]» har for mange punktum. Ingenting er lagt inn.",
    ),
    "a date before anybody's year": (
        HEAD + ROW.replace('"weeks", weeks = [3]', '"date", on = 0001-01-01'),
        (
            "mal.toml, rad 1 «Samtale»: «on» skal være en dato i et av årene 1990 til 2090, ikke 0001-01-01. "
            "Ingenting er lagt inn."
        ),
    ),
    "a date after everybody's year": (
        HEAD + ROW.replace('"weeks", weeks = [3]', '"date", on = 9999-12-31'),
        (
            "mal.toml, rad 1 «Samtale»: «on» skal være en dato i et av årene 1990 til 2090, ikke 9999-12-31. "
            "Ingenting er lagt inn."
        ),
    ),
    "minutes that are no numbers": (
        HEAD + ROW + "minutes = [true, true]",
        (
            "mal.toml, rad 1 «Samtale»: «minutes» skal være fra og til i minutter, 1 til 480, som [30, 60]. "
            "Ingenting er lagt inn."
        ),
    ),
    "no rows": (HEAD, "mal.toml: malen har ingen rader. Legg til minst én. Ingenting er lagt inn."),
    "more stikkord than the editor has room for": (
        HEAD + '[[prompts]]\ntext = "Trivsel"\n' * 61 + ROW,
        "mal.toml: «prompts» har 61 linjer. Flere enn 60 er det ikke plass til. Ingenting er lagt inn.",
    ),
    "a longer stikkord": (
        HEAD + f'[[prompts]]\ntext = "{"å" * 301}"\n' + ROW,
        "mal.toml, stikkord 1: «text» er lengre enn 300 tegn. Ingenting er lagt inn.",
    ),
    "a longer guidance": (
        HEAD + ROW + f'guidance = "{"å" * 4001}"',
        "mal.toml, rad 1 «Samtale»: «guidance» er lengre enn 4000 tegn. Ingenting er lagt inn.",
    ),
    "more stikkord for one talk": (
        HEAD + ROW + f"prompts = {['Trivsel'] * 101}",
        (
            "mal.toml, rad 1 «Samtale»: «prompts» har 101 linjer. "
            "Flere enn 100 er det ikke plass til. Ingenting er lagt inn."
        ),
    ),
    "a longer stikkord for one talk": (
        HEAD + ROW + f'prompts = ["{"å" * 301}"]',
        "mal.toml, rad 1 «Samtale»: «prompts» har en tekst på mer enn 300 tegn. Ingenting er lagt inn.",
    ),
    "a stikkord of two lines": (
        HEAD + ROW + 'themes = ["En\\nto"]',
        "mal.toml, rad 1 «Samtale»: «themes» har en tekst med linjeskift. Ingenting er lagt inn.",
    ),
    "a name of two lines": (
        HEAD.replace("Prøve", "Prøve\\nto") + ROW,
        "mal.toml: «name» skal stå på én linje. Ingenting er lagt inn.",
    ),
    "a title of two lines": (
        HEAD + ROW + ROW.replace("Samtale", "Samtale\\nto"),
        "mal.toml, rad 2: «title» skal stå på én linje. Ingenting er lagt inn.",
    ),
    "a part of a checklist with more rows than the editor has room for": (
        HEAD + f'[[sections]]\ntitle = "Del"\nitems = {[f"Rad {n}" for n in range(101)]}',
        (
            "mal.toml, del 1 «Del»: «items» har 101 linjer. "
            "Flere enn 100 er det ikke plass til. Ingenting er lagt inn."
        ),
    ),
    "a checklist with more parts": (
        HEAD + "".join(f'[[sections]]\ntitle = "{n}"\nitems = ["A"]\n' for n in range(61)),
        "mal.toml: «sections» har 61 linjer. Flere enn 60 er det ikke plass til. Ingenting er lagt inn.",
    ),
    "too many rows": (
        HEAD + ROW * 301,
        "mal.toml: «rows» har 301 linjer. Flere enn 300 er det ikke plass til. Ingenting er lagt inn.",
    ),
    "a plan that nobody could read": (
        HEAD + ROW.replace('"weeks", weeks = [3]', '"undated", count = 100') * 6,
        "mal.toml: malen gir 600 rader i hver plan. Flere enn 500 er det ikke plass til. Ingenting er lagt inn.",
    ),
    "week 0": (
        HEAD + ROW.replace("[3]", "[0]"),
        "mal.toml, rad 1 «Samtale»: Uke 0 finnes ikke. Bruk en programuke fra 1 til 104. Ingenting er lagt inn.",
    ),
    "the same talk twice": (
        HEAD + ROW + ROW.replace("Samtale", "Ny samtale"),
        "mal.toml, rad 2 «Ny samtale»: uke 3 har alt en slik samtale, i rad 1 «Samtale». Ingenting er lagt inn.",
    ),
    "beyond its end": (
        HEAD + "length_weeks = 2\n" + ROW,
        "mal.toml, rad 1 «Samtale»: uke 3 er etter slutten: malen varer i 2 uker. Ingenting er lagt inn.",
    ),
    "a length that cannot be": (
        HEAD + "length_weeks = 0\n" + ROW,
        "mal.toml: «length_weeks» skal være et helt tall fra 1 til 104, ikke 0. Ingenting er lagt inn.",
    ),
    "a wrong row": (
        HEAD + ROW + ROW.replace('"conversation"', '"prat"').replace("3", "4"),
        (
            "mal.toml, rad 2 «Samtale»: «kind» kjenner ikke 'prat'. Bruk en av «step», «conversation», "
            "«leader_talk», «probation_review», «mentor_follow_up», «training_shift». Ingenting er lagt inn."
        ),
    ),
    "signs no database keeps": (
        HEAD + ROW.replace("Samtale", "Sam\\u0000tale"),
        "mal.toml, rad 1: «title» har tegn som ikke kan vises. Ingenting er lagt inn.",
    ),
    "an identity number": (
        HEAD + ROW.replace("Samtale", "Samtale med 01019912345"),
        (
            "mal.toml, rad 1: «title» har noe som ligner et fødselsnummer. Det skal ikke stå her. "
            "Ingenting er lagt inn."
        ),
    ),
    "an identity number in a guidance": (
        HEAD + ROW + ROW.replace("Samtale", "Ny samtale") + 'guidance = "Ring \\u003010199 12345"',
        (
            "mal.toml, rad 2 «Ny samtale»: «guidance» har noe som ligner et fødselsnummer. "
            "Det skal ikke stå her. Ingenting er lagt inn."
        ),
    ),
    "an identity number as what happens": (
        HEAD + ROW.replace('"weeks", weeks = [3]', '"event", name = "01019912345"'),
        (
            "mal.toml, rad 1 «Samtale»: «name» har noe som ligner et fødselsnummer. Det skal ikke stå her. "
            "Ingenting er lagt inn."
        ),
    ),
    "signs that cannot be shown in what happens": (
        HEAD + ROW.replace('"weeks", weeks = [3]', '"event", name = "vakt\\u0000"'),
        "mal.toml, rad 1 «Samtale»: «name» har tegn som ikke kan vises. Ingenting er lagt inn.",
    ),
    "an identity number in a comment": (
        HEAD + ROW + "# 010199 12345",
        (
            "mal.toml, linje 9: noe her ligner et fødselsnummer. Det skal ikke stå i filen. "
            "Ingenting er lagt inn."
        ),
    ),
    "an identity number in a checklist": (
        HEAD + '[[sections]]\ntitle = "Del"\nitems = ["A", "Ring 01019912345"]',
        (
            "mal.toml, del 1 «Del»: rad 2 har noe som ligner et fødselsnummer. Det skal ikke stå her. "
            "Ingenting er lagt inn."
        ),
    ),
    "a checklist with the same row twice": (
        HEAD + '[[sections]]\ntitle = "Del"\nitems = ["A", "A"]',
        "mal.toml, del 1 «Del»: rad 2 «A» står to ganger. Ingenting er lagt inn.",
    ),
}
