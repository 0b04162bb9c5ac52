"""What is kept, in plain words: true today, and said so where something is only planned.

`docs/RULES.md` has the same field by field; this is for the one it is about.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Kept:
    what: str | Promise
    why: str | Promise
    readers: str | Promise
    afterwards: str | Promise


STAYS = _("Blir stående. Kommunen har ikke kunnet sette en lagringstid her ennå.")
GOES = _("Slettes når programmet lukkes. Den nytilsatte kan ta vare på en kopi før det.")

KEPT = [
    Kept(
        _("Navn, tittel, e-post og stilling"),
        _("Så du kan logge inn, og så andre vet hvem de har med å gjøre."),
        _(
            "Navn, tittel og stilling ser de som møter deg i et program. E-posten ser programkoordinator og "
            "systemansvarlig, og lederen som la deg inn."
        ),
        STAYS,
    ),
    Kept(
        _("Ident, privat e-post og privat telefon"),
        _("Identen står på skjemaet. E-post og telefon er til brevet og samtalen før første dag."),
        _("Identen ser den nytilsatte, mentor og lederne. E-post og telefon ser bare lederne."),
        _("Identen blir på skjemaet. E-post og telefon slettes når programmet lukkes."),
    ),
    Kept(
        _("Datoer i programmet: hva som er planlagt, avtalt og gjort, og av hvem"),
        _("Så samtalene blir holdt, og tiden blir satt av."),
        _(
            "Den nytilsatte, mentor og lederne. Programkoordinatoren i kommunen ser navn, datoer og tilstand, aldri "
            "hva noen har skrevet."
        ),
        _("Kommer på skjemaet, som legges i personalmappa."),
    ),
    Kept(
        _("Våre avtaler, temaer og spilleregler"),
        _("Så de to husker hva de ble enige om."),
        _("Den nytilsatte, og mentoren så lenge mentorperioden varer. Aldri andre, heller ikke lederne."),
        GOES,
    ),
    Kept(
        _("Overleveringsnotat fra en mentor til den neste"),
        _("Så den nytilsatte slipper å begynne på nytt når mentoren byttes."),
        _(
            "Den nytilsatte, og mentoren som skrev det, så lenge mentorperioden varer. Den neste mentoren bare når den "
            "nytilsatte godkjenner. Aldri lederne."
        ),
        GOES,
    ),
    Kept(
        _("Kommentarer til samtalene"),
        _("Skjemaet har en egen kolonne for dem."),
        _(
            "Den nytilsatte, og mentoren så lenge mentorperioden varer. Lederne bare det begge har sagt ja til, og "
            "først når skjemaet er overlevert."
        ),
        _("Det begge har sagt ja til, følger skjemaet. Resten slettes når programmet lukkes."),
    ),
    Kept(
        _("Kartlegging av behov"),
        _("Så det dere fant i opplæringsvaktene, blir fulgt opp."),
        _("Den nytilsatte og mentoren. Lederne ser de linjene den nytilsatte velger å vise."),
        _("Slettes når programmet lukkes, unntatt linjer som er vist lederne."),
    ),
    Kept(
        _("At den nytilsatte har bedt mentor eller leder ta kontakt, og hvem som har sett det. Ingen tekst."),
        _("Så det er lett å be om en prat, og så den som spør, vet at noen har sett det."),
        _("Den nytilsatte, og de som fikk beskjeden, så lenge de er mentor eller leder der. Aldri andre."),
        _("Slettes en uke etter at den er sett, og når programmet lukkes."),
    ),
    Kept(
        _("Grunnen til at en samtale ikke ble holdt: ett av fem faste valg"),
        _("Så lederne ser om det er tid og bemanning som mangler."),
        _("Den nytilsatte, mentor og lederne."),
        _("Kommer ikke på skjemaet."),
    ),
    Kept(
        _("Opplæringsvakter, sjekklister og tilganger"),
        _("Så alle vet hva du er vist, og hva som gjenstår."),
        _("Den nytilsatte, mentor og lederne."),
        _("Kommer på skjemaet."),
    ),
    Kept(
        _(
            "Om prøvetid er avtalt, når den er ute, og fravær som kan forlenge den: datoer og antall dager, aldri grunnen"
        ),
        _("Så en forlengelse følger loven, og du kan se hva den bygger på."),
        _("Lederne og den nytilsatte. Aldri mentor eller koordinator."),
        _("Kommer ikke på skjemaet. Slettes med programmet."),
    ),
    Kept(
        _("Referat fra prøvetidssamtaler"),
        _("Så det som ble sagt om hvordan det går, kan leses av begge."),
        _("Lederne og den nytilsatte når det er delt. Et utkast bare lederen som skriver. Aldri mentor."),
        _("Eget dokument. Blir stående."),
    ),
    Kept(
        _("Mentorens presentasjon, som er frivillig"),
        _("Så den nytilsatte vet hvem som kommer."),
        _("De hen er mentor for, og lederne deres."),
        _("Mentoren kan endre og fjerne den når som helst."),
    ),
    Kept(
        _("Mentorkurs, og hvor mange timer i uka en mentor har"),
        _("Så ingen får flere å være mentor for enn det er tid til."),
        _(
            "Du selv, og lederne og programkoordinatoren i kommunen. De ser også hvor mye tid som er planlagt."
        ),
        _("Du og de kan endre og fjerne det når som helst."),
    ),
    Kept(
        _("Hva du er minnet om, når du leste det, om e-posten kom fram, og hva du har valgt å få"),
        _("Så ingenting blir glemt, og ingen får det samme to ganger."),
        _(
            "Bare du. Kom e-posten ikke fram, ser programkoordinator og systemansvarlig det, men aldri hva den gjaldt."
        ),
        _("Meldinger slettes etter 90 dager. Valgene endrer du selv."),
    ),
    Kept(
        _("Tilbakemeldinger om tilgjengelighet"),
        _("Så feil kan rettes."),
        _("Programkoordinator og systemansvarlig i kommunen din. De ser hvem som skrev."),
        _("De kan slette den når den er fulgt opp."),
    ),
    Kept(
        _(
            "At en avtale er lagt inn i turnusen: dag, klokkeslett, lengde, mentor, hvem som merket det, og når"
        ),
        _("Så noen ser at en samtale er flyttet eller avlyst etter at den ble lagt inn."),
        _("Den nytilsatte, mentor, lederne og programkoordinatoren i kommunen."),
        _("Tas bort av den som angrer. Ellers slettes det med programmet."),
    ),
    Kept(
        _("Kalenderadresser du har laget, og hva hver av dem sist fortalte: dag, klokkeslett og lengde"),
        _("Så kalenderen din følger etter når noe flyttes eller avlyses."),
        _("Bare du, og den som får tak i adressen. Når kalenderen hentes, lagres ikke."),
        _(
            "Det den fortalte, slettes etter fire uker, og med en gang du slår den av. At du laget den, blir stående."
        ),
    ),
    Kept(
        _("Utkast i nettleseren: det du har skrevet og ikke lagret"),
        _("Så ingen ord går tapt når nettet eller skjermen gir seg."),
        _("Bare du. Utkastene er låst med en nøkkel bare du får, og ligger på enheten, ikke hos oss."),
        _("I sju dager, eller til du lagrer, forkaster eller logger ut."),
    ),
    Kept(
        _("At et skjema er sendt: en nøkkel, når, og hvilken side det førte til"),
        _("Så det samme ikke lagres to ganger når nettet faller ut."),
        _("Den som drifter løsningen."),
        _("Åtte dager gamle rader slettes når du sender noe nytt."),
    ),
    Kept(
        _("Innlogging: når du sist logget inn, og forsøk på å logge inn"),
        _("Så ingen kan gjette seg fram til passordet ditt."),
        _("Den som drifter løsningen."),
        _("Forsøkene telles i høyst en time, med IP-adresse. Siste innlogging blir stående."),
    ),
]


@dataclass(frozen=True)
class Cookie:
    name: str
    why: str | Promise
    lasts: str | Promise


COOKIES = [
    Cookie(
        "sessionid",
        _("At du er logget inn."),
        _("Til du logger ut eller lukker nettleseren, høyst åtte timer. På din egen enhet to uker."),
    ),
    Cookie(
        "egen_enhet",
        _("At du har sagt at ingen andre bruker denne enheten. Settes bare når du velger det."),
        _("Til du tar det tilbake eller logger ut overalt, høyst ett år."),
    ),
    Cookie("csrftoken", _("At skjemaet du sender, kommer fra denne siden."), _("Høyst ett år.")),
    Cookie("messages", _("Beskjeden du får etter at noe er lagret."), _("Til den er vist på neste side.")),
]
