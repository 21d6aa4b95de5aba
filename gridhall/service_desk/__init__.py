"""The service desk (一窗受理): the catalogue, cases, materials, clocks."""
