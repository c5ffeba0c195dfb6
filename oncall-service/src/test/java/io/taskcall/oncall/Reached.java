package io.taskcall.oncall;

import static org.hamcrest.Matchers.equalTo;

import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import io.taskcall.contracts.Ids;
import io.taskcall.oncall.domain.signing.TwilioSignature;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/** Ben, who is on call, and the ways by which he is reached. */
final class Reached {
  static final String BEN = Ids.derive("user", World.DEMO, "ben@demo.example").toString();
  private static final String PATH = "/api/v1/people/" + BEN;
  private static final Pattern CODE = Pattern.compile("code is ([\\d, ]{6,})");

  private Reached() {}

  /** As he was at the beginning. */
  static void afresh(DataSource database) {
    new Sql(database).run("delete from reach");
    new Sql(database).run("delete from proofs");
  }

  /** Adds a way, proves it with the code that arrived, and wants it used at once. */
  static String by(String channel, String address) {
    var id = proved(channel, address);
    rule(id, 0);
    return id;
  }

  static String proved(String channel, String address) {
    String id =
        World.api()
            .body("{\"channel\": \"" + channel + "\", \"address\": \"" + address + "\"}")
            .post(PATH + "/contact-methods")
            .then()
            .statusCode(201)
            .body("code.sent", equalTo(true))
            .extract()
            .path("id");
    World.api()
        .body("{\"code\": \"" + code(address) + "\"}")
        .post(PATH + "/contact-methods/" + id + "/verify")
        .then()
        .statusCode(200);
    return id;
  }

  static void rule(String method, int minutes) {
    World.api()
        .body(
            "{\"urgency\": \"high\", \"method\": \"%s\", \"afterMinutes\": %d}"
                .formatted(method, minutes))
        .post(PATH + "/notification-rules")
        .then()
        .statusCode(201);
  }

  private static String code(String address) {
    var where =
        address.startsWith(Vendors.url()) ? address.substring(Vendors.url().length()) : address;
    var last = Vendors.to(where).getLast();
    var text = last.fields().getOrDefault("Body", last.fields().getOrDefault("Twiml", last.body()));
    Matcher code = CODE.matcher(text);
    if (code.find()) {
      return code.group(1).replaceAll("\\D", "");
    }
    return text.replaceAll("(?s).*\"code\":\"(\\d{6})\".*", "$1");
  }

  /** Posts as the phone company does, to an address that it was given. */
  static ValidatableResponse phoneSays(String url, Map<String, String> fields) {
    var signature = new TwilioSignature(Vendors.TOKEN).of(url, new TreeMap<>(fields));
    return phoneSays(url, fields, signature);
  }

  static ValidatableResponse phoneSays(String url, Map<String, String> fields, String signature) {
    return RestAssured.given()
        .urlEncodingEnabled(false)
        .header("X-Twilio-Signature", signature)
        .contentType("application/x-www-form-urlencoded; charset=utf-8")
        .formParams(encoded(fields))
        .post(url.replace("https://taskcall.example", ""))
        .then();
  }

  private static Map<String, String> encoded(Map<String, String> fields) {
    var all = new TreeMap<String, String>();
    fields.forEach((name, value) ->
        all.put(name, value.replace("+", "%2B").replace(" ", "%20").replace("#", "%23")));
    return all;
  }
}
