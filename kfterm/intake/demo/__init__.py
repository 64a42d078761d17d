"""The shop of `kfterm demo`: three months of invented history, and a simulator that plays the evening on.

Whoever opens the demo calls `shop.build` once and starts a `shop.Feeder`. Everything goes through the desk, as a real
feed does; people, texts and figures are in `data/demo/`.
"""
