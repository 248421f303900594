"""Talk about the talk: greetings, yes and no, help, what was not understood."""
