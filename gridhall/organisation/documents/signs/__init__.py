"""Signs that hang at doors: 网格公示牌 and 楼栋便民服务牌, on A4 or A3 lying."""
