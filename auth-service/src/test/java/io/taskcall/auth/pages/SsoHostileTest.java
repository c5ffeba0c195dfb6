package io.taskcall.auth.pages;

import static io.restassured.RestAssured.given;
import static io.taskcall.auth.fixtures.AuthForTests.PROVIDER;
import static io.taskcall.auth.fixtures.Neighbours.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.taskcall.auth.fixtures.AuthForTests;
import io.taskcall.auth.fixtures.Browser;
import io.taskcall.auth.fixtures.Company;
import io.taskcall.auth.fixtures.Database;
import io.taskcall.auth.fixtures.FakeProvider;
import io.taskcall.auth.fixtures.FakeProvider.Person;
import io.taskcall.auth.fixtures.FakeProvider.Signing;
import io.taskcall.embedded.KafkaForTests;
import io.taskcall.embedded.PostgresForTests;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Those who want in where they don't belong, and a provider that cannot be trusted. */
@QuarkusTest
@QuarkusTestResource(KafkaForTests.class)
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(AuthForTests.class)
class SsoHostileTest {
  @Inject DataSource database;

  private Company company;
  private Person kim;

  @BeforeEach
  void honestProvider() {
    PROVIDER.reset();
    execute("delete from sign_in_failure");
    company = new Company(database);
    kim = company.verified("kim");
  }

  @Test
  void answer_is_taken_once() {
    company.withSingleSignOn();
    var browser = new Browser();
    var off = Company.leave(browser, kim.email());
    PROVIDER.isHere(kim);
    var query = PROVIDER.signIn(URI.create(off.location()));
    var before = Map.copyOf(browser.cookies());
    assertThat(browser.get(Company.CALLBACK + query).status()).isEqualTo(303);
    var replayed = new Browser();
    replayed.cookies().putAll(before);
    refused(replayed.get(Company.CALLBACK + query), 409, "This was done before");
    refused(browser.get(Company.CALLBACK + query), 400, "not for you");
  }

  @Test
  void answer_that_was_meant_for_another_browser_signs_nobody_in() {
    company.withSingleSignOn();
    var attacker = new Browser();
    var off = Company.leave(attacker, kim.email());
    PROVIDER.isHere(kim);
    var query = PROVIDER.signIn(URI.create(off.location()));
    var victim = new Browser();
    victim.get("/sign-in");
    refused(victim.get(Company.CALLBACK + query), 400, "not for you");
    refused(new Browser().get(Company.CALLBACK + query), 400, "not for you");
    assertThat(victim.get("/account").status()).isEqualTo(303);
  }

  @Test
  void made_up_or_missing_state_signs_nobody_in() {
    company.withSingleSignOn();
    var browser = new Browser();
    Company.leave(browser, kim.email());
    for (var query : List.of("code=x&state=made-up", "code=x", "", "error=access_denied")) {
      refused(browser.get(Company.CALLBACK + query), 400, "not for you");
    }
  }

  @Test
  void answer_that_comes_too_late_signs_nobody_in() {
    company.withSingleSignOn();
    var browser = new Browser();
    var off = Company.leave(browser, kim.email());
    execute(
        "update sso_visit set expires_at = now() - interval '1 second' where organization_id = '"
            + company.neighbours.organization
            + "'");
    refused(Company.back(browser, off, kim), 410, "It took too long");
  }

  @Test
  void leaving_takes_a_form_of_our_own_page() {
    company.withSingleSignOn();
    var browser = new Browser();
    browser.get("/sign-in/sso");
    var forged = browser.post("/sign-in/sso", Map.of("email", kim.email(), "form_token", "x"));
    assertThat(forged.status()).isEqualTo(403);
    browser.header("Origin", "https://evil.example");
    assertThat(browser.post("/sign-in/sso", Map.of("email", kim.email())).status()).isEqualTo(403);
  }

  @ParameterizedTest
  @EnumSource(value = Signing.class, mode = EnumSource.Mode.EXCLUDE, names = "ITS_KEY")
  void token_that_the_provider_has_not_signed_is_refused(Signing with) {
    PROVIDER.signsWith(with);
    company.withSingleSignOn();
    refused(Company.signIn(new Browser(), kim), 403, "not signed with a key of the provider");
    assertThat(audited("single_sign_on_failed")).isEqualTo(1);
    assertThat(audited("person_joined")).isZero();
  }

  @Test
  void token_for_another_application_of_another_issuer_expired_or_of_another_sign_in_is_refused() {
    company.withSingleSignOn();
    forged(claims -> claims.setAudience("another-app"), "meant for another application");
    forged(claims -> claims.setIssuer("https://id.evil.example"), "from another issuer");
    forged(claims -> claims.setExpirationTime(ago(600)), "it has expired");
    forged(claims -> claims.setStringClaim("nonce", "other"), "does not belong to this sign-in");
  }

  @Test
  void answer_that_another_issuer_gives_is_refused_before_its_code_is_used() {
    company.withSingleSignOn();
    var browser = new Browser();
    var off = Company.leave(browser, kim.email());
    PROVIDER.isHere(kim);
    var query =
        PROVIDER.signIn(URI.create(off.location())).replaceAll("iss=.*", "iss=https://evil");
    refused(browser.get(Company.CALLBACK + query), 403, "from another issuer");
  }

  @Test
  void code_of_another_sign_in_is_refused() {
    company.withSingleSignOn();
    PROVIDER.isHere(kim);
    var stolen = PROVIDER.signIn(URI.create(Company.leave(new Browser(), kim.email()).location()));
    var browser = new Browser();
    var own = PROVIDER.signIn(URI.create(Company.leave(browser, kim.email()).location()));
    var mixed = stolen.replaceAll("&.*", "") + own.substring(own.indexOf('&'));
    refused(browser.get(Company.CALLBACK + mixed), 403, "it answered invalid_grant");
  }

  @Test
  void other_domain_and_unverified_address_stay_out() {
    company.withSingleSignOn();
    var elsewhere = new Person("kim-2", "kim@elsewhere.example", true, "Kim");
    var browser = new Browser();
    var off = Company.leave(browser, kim.email());
    refused(Company.back(browser, off, elsewhere), 403, "not one of the organization");
    var unverified = new Person("kim-3", kim.email(), false, "Kim");
    refused(Company.signIn(new Browser(), unverified), 403, "email_verified");
    assertThat(audited("single_sign_on_failed")).isEqualTo(2);
  }

  @Test
  void whoever_was_let_go_stays_out_and_their_address_opens_nothing() {
    var ben = company.person("user", "ben");
    company.withSingleSignOn();
    assertThat(Company.signIn(new Browser(), company.verified("ben")).status()).isEqualTo(303);
    given()
        .header("Authorization", "Bearer " + company.owner.apiKey())
        .delete("/api/v1/members/" + ben.id())
        .then()
        .statusCode(204);
    refused(Company.signIn(new Browser(), company.verified("ben")), 403, "You were let go");
    var other = new Person("ben-new-hire", ben.email(), true, "Ben Two");
    refused(Company.signIn(new Browser(), other), 403, "You were let go");
  }

  @Test
  void address_that_the_company_gave_to_somebody_else_does_not_open_the_account() {
    company.person("user", "ben");
    company.withSingleSignOn();
    assertThat(Company.signIn(new Browser(), company.verified("ben")).status()).isEqualTo(303);
    var other = new Person("ben-new-hire", company.email("ben"), true, "Ben Two");
    refused(Company.signIn(new Browser(), other), 403, "belongs to somebody else");
  }

  @Test
  void account_of_another_organization_is_never_taken_over() {
    company.withSingleSignOn();
    var other = new Company(database);
    var victim = other.neighbours.person(other.neighbours.organization, "admin", kim.email());
    var browser = new Browser();
    assertThat(Company.signIn(browser, kim).status()).isEqualTo(303);
    assertThat(
            text(
                "select organization_id from session s join member m on m.id = s.member_id"
                    + " where m.email = '"
                    + kim.email()
                    + "'"))
        .isEqualTo(company.neighbours.organization.toString());
    assertThat(text("select count(*) from session where member_id = '" + victim.id() + "'"))
        .isEqualTo("0");
    assertThat(new Browser().signIn(victim.email(), PASSWORD).status()).isEqualTo(303);
  }

  @Test
  void admin_does_not_become_an_owner_by_choosing_a_provider() {
    var admin = company.person("admin", "ada");
    company.withSingleSignOn(admin.apiKey(), Map.of());
    var owner = company.verified("olga");
    refused(Company.signIn(new Browser(), owner), 403, "an owner has chosen");
    company.withSingleSignOn();
    assertThat(Company.signIn(new Browser(), owner).status()).isEqualTo(303);
  }

  @Test
  void provider_that_was_changed_while_somebody_was_away_is_not_told_the_code() {
    company.withSingleSignOn();
    var browser = new Browser();
    var off = Company.leave(browser, kim.email());
    company.withSingleSignOn(company.owner.apiKey(), Map.of("clientId", "another"));
    int calls = PROVIDER.calls();
    refused(Company.back(browser, off, kim), 409, "signs in elsewhere now");
    assertThat(PROVIDER.calls()).isEqualTo(calls);
  }

  @Test
  void provider_that_is_down_or_refuses_is_said_so() {
    company.withSingleSignOn();
    var browser = new Browser();
    var off = Company.leave(browser, kim.email());
    PROVIDER.isDown();
    refused(Company.leave(new Browser(), kim.email()), 502, "does not answer");
    refused(Company.back(browser, off, kim), 502, "does not answer");
    PROVIDER.reset();
    var denied = new Browser();
    var state =
        Company.leave(denied, kim.email()).location().replaceAll(".*[?&](state=[^&]*).*", "$1");
    var page =
        denied.get(Company.CALLBACK + "error=access_denied&error_description=%3Cb%3E&" + state);
    refused(page, 403, "access_denied");
    assertThat(page.body()).doesNotContain("<b>");
  }

  @Test
  void provider_that_never_answers_is_not_waited_for_and_written_down() {
    company.withSingleSignOn();
    var held = PROVIDER.holdsTokensBack();
    refused(Company.signIn(new Browser(), kim), 502, "does not answer");
    held.countDown();
    assertThat(audited("single_sign_on_failed")).isEqualTo(1);
  }

  @Test
  void provider_that_points_into_our_own_network_is_not_followed() {
    company.withSingleSignOn();
    var inside = PROVIDER.issuer().replace("localhost", "127.0.0.1");
    for (var what : List.of("token_endpoint", "jwks_uri")) {
      PROVIDER.reset();
      PROVIDER.saysOfItself(what, inside.replace("http:", "https:") + "/x");
      refused(Company.signIn(new Browser(), kim), 502, "not of the public internet");
    }
    PROVIDER.reset();
    PROVIDER.saysOfItself("token_endpoint", inside + "/token");
    refused(Company.leave(new Browser(), kim.email()), 502, "must begin with https://");
  }

  @Test
  void whoever_goes_there_again_and_again_is_slowed_down() {
    company.withSingleSignOn();
    var browser = new Browser();
    int sent = 0;
    for (int i = 0; i < 20; i++) {
      sent += Company.leave(browser, kim.email()).status() == 303 ? 1 : 0;
    }
    assertThat(sent).isBetween(5, 12);
  }

  @Test
  void secrets_are_neither_kept_readable_nor_logged() throws Exception {
    company.withSingleSignOn();
    var off = Company.leave(new Browser(), kim.email()).location();
    var state = off.replaceAll(".*[?&]state=([^&]*).*", "$1");
    var nonce = off.replaceAll(".*[?&]nonce=([^&]*).*", "$1");
    assertThat(
            text("select string_agg(encode(client_secret, 'escape'), ' ') from sso")
                + text("select string_agg(v::text, ' ') from sso_visit v"))
        .doesNotContain(FakeProvider.CLIENT_SECRET, state, nonce);
    assertThat(Files.readString(AuthForTests.log()))
        .doesNotContain(FakeProvider.CLIENT_SECRET, state, nonce, "fake-sso-code-");
  }

  private void forged(Consumer<JwtClaims> with, String problem) {
    execute("delete from sign_in_failure");
    PROVIDER.forges(with);
    refused(Company.signIn(new Browser(), kim), 403, problem);
  }

  private static void refused(Browser.Page page, int status, String what) {
    assertThat(page.body()).contains(what);
    assertThat(page.status()).isEqualTo(status);
  }

  private static NumericDate ago(long seconds) {
    var date = NumericDate.now();
    date.addSeconds(-seconds);
    return date;
  }

  private long audited(String what) {
    UUID organization = company.neighbours.organization;
    return Long.parseLong(
        text(
            "select count(*) from audit_entry where what = '%s' and organization_id = '%s'"
                .formatted(what, organization)));
  }

  private String text(String sql) {
    try (var connection = database.getConnection();
        var found = connection.createStatement().executeQuery(sql)) {
      found.next();
      return found.getString(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void execute(String sql) {
    new Database(database).execute(sql);
  }
}
