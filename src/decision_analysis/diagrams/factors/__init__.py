"""Tables over named variables: products, sums, orders of elimination, messages."""
