"""Invented names of properties, in the way of the country; every word list is ours."""

from __future__ import annotations

from suppliers.demo.chance import draw

TONGUES = {
    country: tongue
    for tongue, countries in {
        "es": "ES MX AR CL CO PE UY EC BO PY CR GT CU DO PA HN NI SV VE PR",
        "pt": "PT BR AO MZ CV",
        "it": "IT SM",
        "fr": "FR BE MC LU SN CI RE GP MQ PF NC",
        "de": "DE AT LI CH",
        "nl": "NL",
        "north": "SE NO DK FI IS GL FO EE",
        "slavic": "PL CZ SK SI HR RS BA ME MK BG UA LT LV RU",
        "greek": "GR CY",
        "arab": "MA TN EG JO AE OM QA SA BH KW LB DZ",
        "turk": "TR AZ KZ UZ KG TM",
        "japan": "JP",
        "asia": "TH VN KH LA MM ID MY PH SG CN TW HK MO KR LK IN NP MV BT BD",
    }.items()
    for country in countries.split()
}

PATTERNS: dict[str, tuple[str, str, str]] = {
    "es": (
        "Hotel {}|Hostal {}|Casa {}|Posada {}|Apartamentos {}",
        "del Sol|de la Fuente|Miralta|Los Olivos|del Cerro|La Paloma|del Limonero|Santa Aurea|Las Golondrinas",
        "Patio Azul|Calle Ancha|de la Higuera|Dos Torres|Campo Claro|La Almena|del Jazmín|Tres Balcones|El Mirlo",
    ),
    "pt": (
        "Hotel {}|Casa {}|Pensão {}|Solar {}|Apartamentos {}",
        "do Miradouro|da Andorinha|das Laranjeiras|do Farol|da Maré|Azul e Branco|do Limoeiro|das Sete Janelas",
        "da Calçada|dos Azulejos|da Figueira|do Moinho|da Ponte Velha|das Gaivotas|do Poço|da Varanda|Flor de Sal",
    ),
    "it": (
        "Hotel {}|Albergo {}|Locanda {}|Casa {}|Residenza {}",
        "del Glicine|Due Fontane|La Lanterna|Belcolle|dei Limoni|San Vero|Tre Pini|della Loggia|Il Pozzo|Aurora Alta",
        "della Torretta|Il Cortile|La Rondine|Porta Nova|delle Rose|Il Gelsomino|Montechiaro|Le Arcate|dell'Orto",
    ),
    "fr": (
        "Hôtel {}|Auberge {}|Maison {}|Résidence {}|Le Relais {}",
        "des Tilleuls|du Vieux Pont|de la Fontaine Claire|des Hirondelles|du Marronnier|Beau Matin|des Trois Clochers",
        "du Moulin Bleu|de la Halle|des Lavandes|du Grand Cèdre|de l'Écluse|Bellevigne|du Passage|des Remparts Doux",
    ),
    "de": (
        "Hotel {}|Gasthof {}|Pension {}|Haus {}|Aparthotel {}",
        "Lindenhof|Am Brunnen|Zur Alten Mühle|Sonnwinkel|Goldener Zaunkönig|Am Stadttor|Rosengarten|Drei Kastanien",
        "Am Uhrturm|Blaue Traube|Waldblick|Zum Kranich|Am Marktbogen|Seitenflügel|Zur Laterne|Silberahorn",
    ),
    "nl": (
        "Hotel {}|Herberg {}|Huis {}|Logement {}|Stadshotel {}",
        "De Blauwe Reiger|Aan de Singelbrug|De Drie Lantaarns|Het Pakhuis|De Linde|De Vergulde Sleutel",
        "De Oude Werf|Aan het Plein|De Zilveren Tulp|Het Sluishuis|De Ooievaar|De Groene Poort|Het Achterhof",
    ),
    "north": (
        "Hotell {}|Hotel {}|Gjestehus {}|{} Lodge|{} Apartments",
        "Nordlys|Birkely|Havnegaten|Fjellro|Sølvfisk|Vinterhage|Granholm|Ternen|Solsiden",
        "Lindegård|Kystvakten|Måneskinn|Skjærgård|Brygga Øst|Hvite Hus|Elvebredd|Rimfrost|Bjørnebær",
    ),
    "slavic": (
        "Hotel {}|Pension {}|Villa {}|{} Residence|Apartments {}",
        "Pod Lipą|Złoty Most|Jantar|Bielik|Stara Brama|Vltavín|Modrá Věž|Zelený Dvůr|Sokol Hill|Kalina",
        "Na Skarpie|Trzy Wieże|Malina|Bílá Růže|Zvezda Nova|Perun|Slunce|Jarzębina|Medvěd|Orlica",
    ),
    "greek": (
        "Hotel {}|{} Studios|Villa {}|{} Suites|Pension {}",
        "Meltemi Blue|Elaia|Kymata|Anemos|Thalia Court|Lefki Avli|Aigli View|Halcyon Terrace",
        "Petrino|Armyra|Levanda|Selini|Ostria|Agrambeli|Nisaki Bay|Rodia|Faros Hill",
    ),
    "arab": (
        "Riad {}|Dar {}|Hotel {}|{} Palace Inn|{} House",
        "Yasmina|Zaytoun|Al Qamar|Noor|Warda|Bab Shams|Al Nakhla|Layali|Ward al Bahr",
        "Al Manara|Safir|Naseem|Al Fanous|Rimal|Andaluz|Al Waha|Marjan|Zahra",
    ),
    "turk": (
        "Otel {}|{} Konağı|Hotel {}|{} Suites|Pansiyon {}",
        "Mavi Kapı|Çınaraltı|Lale Bahçe|Yıldız Tepe|Fener Sokak|Sedef|Martı|Gül Avlu",
        "Taş Ev|Nar Çiçeği|Kuzey Rüzgarı|Ihlamur|Deniz Kabuğu|Zeytin Dalı|Turna|Bakır Han",
    ),
    "japan": (
        "Hotel {}|Ryokan {}|{} Inn|{} House|Minshuku {}",
        "Hanazono View|Tsukimi|Asagiri|Kawabe|Matsukaze|Aoi Garden|Suzume|Yamabuki",
        "Shirasagi|Komorebi Hill|Nagomi|Kaede Court|Hoshizora|Umenoki|Izumi Side|Chidori",
    ),
    "asia": (
        "{} Hotel|{} Guesthouse|{} Residence|Baan {}|{} Boutique Stay",
        "Lotus Lane|Jade Court|Frangipani|Golden Heron|Banyan Gate|Silk Road|Moon Lantern|Teak Garden",
        "White Orchid|Paper Umbrella|Mango Tree|River Pearl|Spice Market|Bamboo Hill|Kingfisher|Saffron Sky",
    ),
    "en": (
        "The {}|{} Hotel|{} Inn|{} House|{} Apartments",
        "Copper Lantern|Harbour Oak|Old Foundry|Willow & Stone|Blue Heron|Northgate|Merchant's Yard|Fox and Fern",
        "Bellweather|Clocktower|Saltmarsh|Quarter Mile|Juniper Row|Lamplighter|Weaver's|Red Kite|Long Meadow",
    ),
}
"""By tongue: patterns, then words, more words; each list separated by bars."""


def property_names(country: str, town: str, count: int, seed: int) -> list[str]:
    """``count`` different names, at most 70, for the properties of a town."""
    patterns, words, more = (part.split("|") for part in PATTERNS[TONGUES.get(country, "en")])
    names = sorted({pattern.format(word) for pattern in patterns for word in (*words, *more)})
    return sorted(names, key=lambda name: draw(seed, "name", town, name))[:count]
