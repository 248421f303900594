"""The demo market's flights: network, timetable, journeys and fares."""
