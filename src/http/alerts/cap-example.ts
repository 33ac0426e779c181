/** A message as the API description shows it, with one language and one service. */
export const CAP_EXAMPLE = `<?xml version="1.0" encoding="UTF-8"?>
<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">
  <identifier>garita-lukeville-41-41</identifier>
  <sender>garita.example</sender>
  <sent>2023-12-01T10:12:00-07:00</sent>
  <status>Actual</status>
  <msgType>Alert</msgType>
  <source>U.S. Customs and Border Protection</source>
  <scope>Public</scope>
  <incidents>garita-lukeville-41</incidents>
  <info>
    <language>en-US</language>
    <category>Transport</category>
    <event>Border crossing closure</event>
    <responseType>Avoid</responseType>
    <urgency>Future</urgency>
    <severity>Minor</severity>
    <certainty>Likely</certainty>
    <effective>2023-12-01T10:12:00-07:00</effective>
    <onset>2023-12-04T00:00:00-07:00</onset>
    <expires>2024-11-30T10:12:00-07:00</expires>
    <senderName>Garita</senderName>
    <headline>Suspended from 4 Dec 2023: Lukeville, for cars, northbound – staffing</headline>
    <description>Suspended from 4 Dec 2023, northbound, passenger.</description>
    <instruction>Check the current status before you travel.</instruction>
    <web>https://garita.example/lukeville?lang=en</web>
    <area>
      <areaDesc>Lukeville: Lukeville, AZ (Pima County) / Sonoyta</areaDesc>
      <circle>31.88,-112.82 1</circle>
      <geocode><valueName>SAME</valueName><value>004019</value></geocode>
      <geocode><valueName>FIPS6</valueName><value>004019</value></geocode>
    </area>
  </info>
</alert>
`;
