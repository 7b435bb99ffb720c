//! The published list (名单): its canonical bytes, masking, parsing back. Owns what is sealed; decides nothing about who
//! may publish and renders no page.
