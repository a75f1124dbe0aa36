"""Calanquine, Marseille: rope soles, straps and beach bags. Invented."""

from app.entrypoints.cli.demo.content.recipes import (
    CLOTHES,
    WOMEN_SHOES,
    BrandRecipe,
    PostRecipe,
    ProductRecipe,
    SceneRecipe,
)
from app.entrypoints.cli.demo.content.registers import french_numbers
from app.entrypoints.cli.demo.content.shapes import DemoSeller, Words
from app.entrypoints.cli.demo.drawing.bags import draw_tote
from app.entrypoints.cli.demo.drawing.dresses import draw_dress
from app.entrypoints.cli.demo.drawing.flat_lays import flat_lay
from app.entrypoints.cli.demo.drawing.materials import Cloth
from app.entrypoints.cli.demo.drawing.rooms import cover_scene, line_scene
from app.entrypoints.cli.demo.drawing.shots import laid_shot
from app.entrypoints.cli.demo.drawing.stage import PORTRAIT, Mood
from app.entrypoints.cli.demo.drawing.still_lifes import chair_scene, sill_scene, steps_scene
from app.entrypoints.cli.demo.drawing.summer_shoes import draw_espadrille, draw_sandal
from app.entrypoints.cli.demo.drawing.uppers import Leather

W = Words
MOOD = Mood("#f0e3cd", "#e8d4b0", "#b5442f", "#e9b45e", "#f5ecdb", leaf="#7f8a58")
CORAL = Mood("#e39a7c", "#ead2b2", "#9c3b2e", "#f0c98a", "#f5ecdb", leaf="#7f8a58")
SIREN, VAT = french_numbers(1313)
ROPE, IVORY = "#cfae7a", "#efe4cf"


def _rope(colour: str, stripe: str = "") -> Leather:
    return Leather(Cloth(colour, "canvas", stripe=stripe), lining=IVORY, sole=ROPE)


BRAND = BrandRecipe(
    key="calanquine",
    name="Calanquine",
    tagline=W("Du port à la crique, sans se changer.", "From harbour to cove, no change of shoes."),
    story=W(
        "À Marseille, on descend aux calanques en espadrilles et on en remonte en regrettant. Alors on a cousu la corde plus serré, "
        "ajouté une gomme fine dessous, et gardé les couleurs des barques. Fabriqué entre Mauléon et la rue Sainte.",
        "In Marseille people walk down to the coves in espadrilles and regret it on the way up. So we stitched the rope tighter, put a thin "
        "rubber under it, and kept the colours of the boats. Made between Mauléon and the rue Sainte.",
    ),
    sector="shoes",
    accent="#b5442f",
    country="FR",
    city="Marseille",
    seller=DemoSeller(
        "Calanquine SARL",
        "19 montée des Rascasses-Douces",
        "13007",
        "Marseille",
        "FR",
        "salut@calanquine.example",
        "+33 4 65 71 13 13",
        "RCS Marseille",
        SIREN,
        VAT,
    ),
    mark="rope",
    mood=MOOD,
    seal=("#b5442f", "#f5ecdb"),
    delivery=(1, 3),
    cover=SceneRecipe(
        W(
            "Espadrilles de trois couleurs et cabas rayé devant des arches claires",
            "Espadrilles in three colours and a striped tote before pale arches",
        ),
        ("cabas-bateau", "espadrille-corail", "espadrille-nuit", "espadrille-rayee"),
        cover_scene,
    ),
    products=(
        ProductRecipe(
            "espadrille-corail",
            W("Espadrille Corail", "Coral espadrille"),
            W(
                "Toile de coton basque, corde cousue main, patin de gomme. Elle prend le pied en une heure.",
                "Basque cotton canvas, hand-stitched rope, rubber pad. Yours within the hour.",
            ),
            "shoes/espadrilles",
            5900,
            lambda pen: draw_espadrille(pen, _rope("#c8553d")),
            "pair",
            W("Paire d'espadrilles corail", "Pair of coral espadrilles"),
            WOMEN_SHOES,
            was=6900,
            cut_days=1.2,
        ),
        ProductRecipe(
            "espadrille-nuit",
            W("Espadrille Nuit", "Night espadrille"),
            W(
                "Bleu profond, teint en fil, qui ne dégorge pas sur les chevilles.",
                "Deep blue, yarn-dyed, so it will not run on your ankles.",
            ),
            "shoes/espadrilles",
            5900,
            lambda pen: draw_espadrille(pen, _rope("#2c4a6e")),
            "standing",
            W("Espadrille bleu nuit", "Midnight-blue espadrille"),
            WOMEN_SHOES,
        ),
        ProductRecipe(
            "espadrille-rayee",
            W("Espadrille Pointu", "Pointu espadrille"),
            W(
                "Rayée comme la bâche des pointus du Vallon.",
                "Striped like the covers on the little boats of the Vallon.",
            ),
            "shoes/espadrilles",
            6500,
            lambda pen: draw_espadrille(pen, _rope("#f0e8d8", "#2f6f78")),
            "standing",
            W("Espadrille écrue à rayures vertes", "Ecru espadrille with green stripes"),
            WOMEN_SHOES,
            stock="mixed",
            mood=CORAL,
        ),
        ProductRecipe(
            "espadrille-citron",
            W("Espadrille Citron", "Lemon espadrille"),
            W(
                "Jaune de Menton, doublure lin. Interdite aux jours gris.",
                "Menton yellow, linen lining. Not valid on grey days.",
            ),
            "shoes/espadrilles",
            5900,
            lambda pen: draw_espadrille(pen, _rope("#e2b64a")),
            "pair",
            W("Paire d'espadrilles jaunes", "Pair of yellow espadrilles"),
            WOMEN_SHOES,
            stock="out",
        ),
        ProductRecipe(
            "sandale-sormiou",
            W("Sandale Sormiou", "Sormiou sandal"),
            W(
                "Brides croisées en cuir végétal, boucle laiton, semelle cousue.",
                "Crossed straps in vegetable-tanned leather, brass buckle, stitched sole.",
            ),
            "shoes/sandals",
            9900,
            lambda pen: draw_sandal(
                pen, Leather(Cloth("#a4653a", "leather"), lining="#c99b6a", sole="#4a3526")
            ),
            "laid_pair",
            W("Paire de sandales fauves vues de dessus", "Pair of tan sandals from above"),
            WOMEN_SHOES,
        ),
        ProductRecipe(
            "sandale-morgiou",
            W("Sandale Morgiou", "Morgiou sandal"),
            W("La même en noir, qui va dîner.", "The same in black, which goes out to dinner."),
            "shoes/sandals",
            9900,
            lambda pen: draw_sandal(
                pen, Leather(Cloth("#2c2826", "leather"), lining="#c0986c", sole="#2a211c")
            ),
            "laid_pair",
            W("Paire de sandales noires vues de dessus", "Pair of black sandals from above"),
            WOMEN_SHOES,
            stock="low",
            mood=CORAL,
        ),
        ProductRecipe(
            "cabas-bateau",
            W("Cabas Bateau", "Boat tote"),
            W(
                "Toile enduite, rayures cousues, poche étanche pour le téléphone.",
                "Coated canvas, stitched stripes, a dry pocket for your phone.",
            ),
            "leather/totes",
            7900,
            lambda pen: draw_tote(pen, Cloth("#f0e6d2", "canvas", trim="#b5442f", stripe="#c8553d"), "rope"),
            "standing",
            W("Cabas écru à rayures corail", "Ecru tote with coral stripes"),
            anchor="side",
        ),
        ProductRecipe(
            "robe-vallon",
            W("Robe Vallon", "Vallon dress"),
            W(
                "Lin lavé, bretelles larges, froncée sous la taille. Sèche pendant l'apéritif.",
                "Washed linen, wide straps, gathered at the waist. Dries over an aperitif.",
            ),
            "fashion/dresses",
            12900,
            lambda pen: draw_dress(pen, Cloth("#e9dfc9", "linen"), sleeves=False, v_neck=False),
            "sunlit",
            W("Robe de lin écru à bretelles", "Ecru linen dress with straps"),
            CLOTHES,
            mood=CORAL,
        ),
    ),
    scenes={
        "rebord": SceneRecipe(
            W(
                "Une espadrille corail et un cabas rayé au bord d'une fenêtre sur la mer",
                "A coral espadrille and a striped tote on a window sill by the sea",
            ),
            ("espadrille-corail", "cabas-bateau"),
            sill_scene,
            {"cabas-bateau": "side"},
        ),
        "marches": SceneRecipe(
            W(
                "Trois espadrilles de couleur sur des marches de pierre blonde",
                "Three coloured espadrilles on pale stone steps",
            ),
            ("espadrille-nuit", "espadrille-citron", "espadrille-corail"),
            lambda mood, items, seed: steps_scene(CORAL, items, seed),
        ),
        "fil": SceneRecipe(
            W("La robe de lin sèche sur un fil face à la mer", "The linen dress drying on a line by the sea"),
            ("robe-vallon",),
            lambda mood, items, seed: line_scene(mood, items, seed, sky="#cfe0e2", water="#3f8396"),
        ),
        "sable": SceneRecipe(
            W(
                "Sandales, robe et feuilles posées sur un drap clair",
                "Sandal, dress and leaves laid on a pale cloth",
            ),
            ("robe-vallon", "sandale-sormiou"),
            lambda mood, items, seed: flat_lay(mood, items, seed, mark="rope"),
            {"robe-vallon": "hem"},
        ),
        "chaise": SceneRecipe(
            W(
                "Le cabas rayé sur une chaise, une espadrille rayée à ses pieds",
                "The striped tote on a chair with a striped espadrille at its feet",
            ),
            ("cabas-bateau", "espadrille-rayee"),
            chair_scene,
            {"cabas-bateau": "side"},
        ),
        "noires": SceneRecipe(
            W(
                "Sandales noires et rameau d'olivier sur papier corail",
                "Black sandals and an olive sprig on coral paper",
            ),
            ("sandale-morgiou",),
            lambda mood, items, seed: laid_shot(CORAL, items[0], seed, PORTRAIT, 0.70, pair=True),
        ),
    },
    posts=(
        PostRecipe(
            "corail-prix",
            28,
            W(
                "Fin de rouleau pour la toile corail. Le prochain bain sera plus rose ; celui-ci est moins cher, le temps qu'il en reste.",
                "End of the roll for this coral canvas. The next dye bath will be pinker; this one is cheaper while it lasts.",
            ),
            ("rebord", "=espadrille-corail"),
            promotion=True,
            pinned=True,
        ),
        PostRecipe(
            "escalier",
            82,
            W("Vous prenez l'escalier ou la navette ?", "Stairs or the boat shuttle?"),
            ("marches",),
        ),
        PostRecipe(
            "robe-au-vent",
            149,
            W(
                "Le mistral a repassé. Nous, on n'a rien fait.",
                "The mistral did the ironing. We just watched.",
            ),
            ("fil", "=robe-vallon"),
        ),
        PostRecipe(
            "sandales-cousues",
            223,
            W(
                "Une bride collée tient un été. Une bride cousue tient le suivant aussi. On a choisi l'aiguille.",
                "A glued strap lasts a summer. A stitched one lasts the next as well. We went with the needle.",
            ),
            ("sable", "=sandale-sormiou"),
        ),
        PostRecipe(
            "morgiou",
            317,
            W("Morgiou dîne à 22 h, pieds nus à 23 h.", "Morgiou dines at ten and is barefoot by eleven."),
            ("noires",),
        ),
        PostRecipe(
            "cabas-plein",
            455,
            W(
                "Inventaire : deux serviettes, un roman gondolé, trois pêches, les clés de quelqu'un d'autre.",
                "Contents: two towels, one warped novel, three peaches, somebody else's keys.",
            ),
            ("chaise",),
        ),
    ),
)
