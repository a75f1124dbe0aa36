"""The shoppers of the demo shop. Invented; every address ends in `.example`."""

from typing import Literal, NamedTuple

from app.entrypoints.cli.demo.content.shapes import Market


class Person(NamedTuple):
    name: str
    city: str
    locale: Literal["fr", "en"]
    market: Market


PEOPLE: tuple[Person, ...] = (
    Person("Camille Roussel", "Lyon", "fr", "FR"),
    Person("Inès Benali", "Marseille", "fr", "FR"),
    Person("Hugo Lemaître", "Nantes", "fr", "FR"),
    Person("Manon Girard", "Lille", "fr", "FR"),
    Person("Théo Marchand", "Bordeaux", "fr", "FR"),
    Person("Aïcha Diallo", "Paris", "fr", "FR"),
    Person("Louise Fontaine", "Rennes", "fr", "FR"),
    Person("Gabriel Morel", "Strasbourg", "fr", "FR"),
    Person("Zoé Perrin", "Grenoble", "fr", "FR"),
    Person("Mehdi Haddad", "Toulouse", "fr", "FR"),
    Person("Clémence Aubry", "Dijon", "fr", "FR"),
    Person("Antoine Le Goff", "Brest", "fr", "FR"),
    Person("Jade Nguyen", "Paris", "fr", "FR"),
    Person("Bastien Carpentier", "Amiens", "fr", "FR"),
    Person("Salomé Vidal", "Perpignan", "fr", "FR"),
    Person("Mathilde Royer", "Tours", "fr", "FR"),
    Person("Yanis Cherif", "Montpellier", "fr", "FR"),
    Person("Élodie Barbier", "Annecy", "fr", "FR"),
    Person("Rémi Gauthier", "Clermont-Ferrand", "fr", "FR"),
    Person("Nora Schmitt", "Metz", "fr", "FR"),
    Person("Pauline Delorme", "Angers", "fr", "FR"),
    Person("Victor Renaud", "Nice", "fr", "FR"),
    Person("Agathe Collin", "Paris", "fr", "FR"),
    Person("Samir Boukhris", "Saint-Étienne", "fr", "FR"),
    Person("Léonie Maret", "Lausanne", "fr", "CH"),
    Person("Noah Favre", "Genève", "fr", "CH"),
    Person("Chiara Bernasconi", "Lugano", "en", "CH"),
    Person("Lukas Zürcher", "Bern", "en", "CH"),
    Person("Emma Whitfield", "Bristol", "en", "GB"),
    Person("Oliver Hargreaves", "Leeds", "en", "GB"),
    Person("Priya Raman", "London", "en", "GB"),
    Person("Callum Fraser", "Edinburgh", "en", "GB"),
    Person("Niamh Gallagher", "Belfast", "en", "GB"),
    Person("Harriet Lowe", "Brighton", "en", "GB"),
    Person("Sofia Marques", "Porto", "en", "FR"),
    Person("Giulia Conti", "Torino", "en", "FR"),
    Person("Freja Lindholm", "Aarhus", "en", "FR"),
    Person("Jonas Weber", "Leipzig", "en", "FR"),
    Person("Elsa Sandström", "Malmö", "en", "FR"),
    Person("Wout Claes", "Gent", "fr", "FR"),
    Person("Marta Kowalska", "Kraków", "en", "FR"),
    Person("Tomás Ibarra", "Bilbao", "fr", "FR"),
)
