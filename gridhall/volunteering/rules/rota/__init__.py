"""The rota (排班): who may serve where, and who best does.

`problem` is what it is made of; `hours` and `hard` are the rules with their sentences, `roster`
asks them for seats given one by one, `explain` says why and why not, `weights` what a plan costs.
`field` makes a problem ready for counting (`able`, `exclusions`), `unfillable` says what nobody
can fill, `quick` gives a plan at once. `solving` goes on to the best plan: `block`, `prices`,
`rows` and `steps` are the relaxation and its proven bound, `model` branches on what is not whole
in it, `days` deals out and betters what is too large.
"""
