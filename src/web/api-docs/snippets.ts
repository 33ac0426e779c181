/** Code of the examples at `/docs`, ready to copy. `base` is the public address of the service. */
export const apiSnippets = (base: string) => ({
  status: `curl '${base}/v1/crossings/lukeville/status?mode=passenger&direction=northbound'`,
  stream: `const stream = new EventSource("${base}/v1/stream?crossing=lukeville");
for (const name of ["report", "standing"])
  stream.addEventListener(name, ({ data }) => console.log(name, JSON.parse(data)));`,
  map: `<link rel="stylesheet" href="leaflet/leaflet.css">
<script src="leaflet/leaflet.js"></script>
<div id="map" style="height: 30rem"></div>
<script>
  const map = L.map("map");
  fetch("${base}/v1/crossings?format=geojson")
    .then((answer) => answer.json())
    .then((crossings) => {
      const layer = L.geoJSON(crossings, {
        filter: ({ geometry }) => geometry !== null,
        onEachFeature: ({ properties }, marker) =>
          marker.bindPopup(document.createTextNode(properties.name + ": " + properties.summary)),
      }).addTo(map);
      map.fitBounds(layer.getBounds());
    });
</script>`,
});
