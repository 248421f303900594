"""The controlled vocabulary of the catalogue: what a destination can be and be good for."""

KINDS = frozenset(
    """capital city town village island archipelago beach_resort national_park mountain ski_resort
    lake region desert surf_town wine_region valley coast pilgrimage_site""".split()
)

TAGS = frozenset(
    """accessible adventure architecture art beach beer budget castles climbing coffee cycling desert
    digital_nomads diving family festivals film food gardens golf hiking history hot_springs islands
    lakes lgbtq literature luxury markets music nature nightlife northern_lights photography religion
    river road_trip romance safari sailing scenery shopping ski snorkelling stargazing surf theme_parks
    trains volcano walkable wellness whale_watching wildlife wine winter_sun christmas_markets
    city_break quiet relaxation street_food temples ruins science sport""".split()
)

AUDIENCES = frozenset(
    "couples families toddlers teenagers friends solo seniors honeymooners backpackers business pets".split()
)

SIGHT_KINDS = frozenset(
    """museum gallery landmark church temple mosque synagogue palace castle fort ruins square street
    neighbourhood market park garden zoo aquarium beach viewpoint mountain lake waterfall cave island
    trail national_park theme_park theatre music_venue stadium food winery brewery hot_spring boat_trip
    wildlife day_trip activity bridge memorial library shopping nightlife desert volcano""".split()
)

AREAS = frozenset(
    """northern_europe western_europe southern_europe eastern_europe middle_east north_africa west_africa
    east_africa southern_africa central_asia south_asia southeast_asia east_asia oceania north_america
    central_america caribbean south_america""".split()
)
