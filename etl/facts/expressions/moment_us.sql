-- expression: moment_us(stamp)
-- gives:      the moment of a stamp (see stage.event), in microseconds

stamp // 2000000 * 1000
