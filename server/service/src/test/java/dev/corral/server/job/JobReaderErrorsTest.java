package dev.corral.server.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corral.server.problem.FieldError;
import dev.corral.server.problem.Problems;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JobReaderErrorsTest {
    @Test
    void allErrorsAreToldAtOnce() {
        Read read = Reading.json("{'kind':'fetch','colour':1,'buffer':-1,'concurrency':{'max':0,'min':1},"
                + "'items':['',{'url':7},{'id':'x'},5]}");
        assertThat(Reading.refusals(read))
                .containsExactly(
                        "#/colour unknown_field",
                        "#/buffer range",
                        "#/concurrency/max range",
                        "#/concurrency/min unknown_field",
                        "#/items/0 length",
                        "#/items/1/url type",
                        "#/items/2/url required",
                        "#/items/3 type");
    }

    @Test
    void anEmptyDocumentLacksKindAndItems() {
        assertThat(Reading.refusals(Reading.json("{}"))).containsExactly("#/kind required", "#/items required");
    }

    @Test
    void anEmptyListIsAJobOfNoItems() {
        Read.Accepted accepted = Reading.accepted(Reading.json("{'items':[],'kind':'fetch'}"));
        assertThat(accepted.items().totalOrMinusOne()).isZero();
        assertThat(Reading.next(accepted.items())).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "'a'", "1", "null", "true"})
    void itemsAreAList(String items) {
        assertThat(Reading.refusals(Reading.json("{'kind':'fetch','items':" + items + "}")))
                .containsExactly("#/items type");
    }

    @Test
    void itemsMayStandBeforeTheOptionsThatTheyNeed() {
        Read read = Reading.json("{'items':['docs/a'],'on_invalid':'fail_item','kind':'list'}");
        assertThat(Reading.items(read)).singleElement().isInstanceOf(ListItem.class);
    }

    @ParameterizedTest
    @CsvSource({
        "a/b, #/a~1b",
        "m~n, #/m~0n",
        "a b, #/a%20b",
        "é, #/%C3%A9",
        "\\u0000, #/%00",
        "\\ud800, #/?",
    })
    void unknownFieldsAreNamedByAnEscapedPointer(String name, String pointer) {
        assertThat(Reading.refusals(Reading.with("'" + name + "':{'deep':[1]}")))
                .containsExactly(pointer + " unknown_field");
    }

    @Test
    void aHundredErrorsAreToldAndTheRestCounted() {
        List<FieldError> errors = Reading.errors(
                Reading.fetching(IntStream.range(0, 250).mapToObj(_ -> "1").collect(Collectors.joining(","))));
        assertThat(errors).hasSize(Problems.CAP + 1);
        assertThat(errors.get(99).pointer()).isEqualTo("#/items/99");
        assertThat(errors.getLast().code()).isEqualTo(Problems.MORE);
        assertThat(errors.getLast().detail()).startsWith("150 more");
    }

    @Test
    void anIdUsedTwiceIsRefusedAtTheLaterItem() throws InterruptedException {
        Read read = Reading.fetching("{'id':'a','url':'u'},{'id':'b','url':'u'},{'id':'a','url':'u'},{'url':'u'}");
        assertThat(Reading.refusals(read)).containsExactly("#/items/2/id duplicate_id");
    }

    @Test
    void moreItemsThanTheLimitAreRefused() throws InterruptedException {
        JobReader reader = new JobReader(new ReadLimits(3, 3, 100, 100), ItemCheck.NONE);
        assertThat(reader.readJson(Reading.utf8("{'kind':'fetch','items':['a','b','c']}")))
                .isInstanceOf(Read.Accepted.class);
        Read read = reader.readJson(Reading.utf8("{'kind':'fetch','items':['a','b','c','d','e']}"));
        assertThat(Reading.refusals(read)).containsExactly("#/items length");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\\u0000b", "\\ud800", "\\udc00", "x\\udbff", "\\udc00\\ud800"})
    void nulAndHalvesOfSurrogatePairsAreRefused(String text) {
        assertThat(Reading.refusals(Reading.with("'name':'" + text + "'"))).containsExactly("#/name characters");
        assertThat(Reading.refusals(Reading.with("'labels':{'a':'" + text + "'}")))
                .containsExactly("#/labels/a characters");
        assertThat(Reading.refusals(Reading.with("'labels':{'" + text + "':'a'}")))
                .singleElement()
                .satisfies(refusal -> assertThat(refusal).endsWith(" characters"));
        assertThat(Reading.refusals(Reading.fetching("'" + text + "'"))).containsExactly("#/items/0 characters");
    }

    @Test
    void wholeSurrogatePairsAreText() {
        assertThat(Reading.document(Reading.with("'name':'\\ud83d\\ude00'"))
                        .title()
                        .name())
                .isEqualTo("😀");
    }

    @Test
    void withFailItemABadItemIsAnItemAndTheJobGoesOn() {
        Read read = Reading.json("{'kind':'fetch','on_invalid':'fail_item','items':"
                + "['http://a.test/',{'id':'b','url':1,'x':2},7,{'id':'b','url':'u'},{'id':'c','url':'u'}]}");
        assertThat(Reading.accepted(read).items().totalOrMinusOne()).isEqualTo(5);
        List<Item> items = Reading.items(read);
        assertThat(items).extracting(Item::index).containsExactly(0, 1, 2, 3, 4);
        assertThat(items.get(0)).isInstanceOf(FetchItem.class);
        assertThat(items.get(1)).isInstanceOfSatisfying(InvalidItem.class, bad -> {
            assertThat(bad.id()).isEqualTo("b");
            assertThat(bad.error().pointer()).isEqualTo("#/items/1/url");
        });
        assertThat(items.get(2)).isInstanceOf(InvalidItem.class);
        assertThat(items.get(3)).isInstanceOfSatisfying(InvalidItem.class, bad -> {
            assertThat(bad.id()).isNull();
            assertThat(bad.error().code()).isEqualTo(Codes.DUPLICATE_ID);
        });
        assertThat(items.get(4)).isInstanceOf(FetchItem.class);
    }

    @Test
    void withFailItemTheJobsOwnErrorsStillRefuseIt() {
        Read read = Reading.json("{'kind':'fetch','on_invalid':'fail_item','buffer':-1,'items':[7]}");
        assertThat(Reading.refusals(read)).containsExactly("#/buffer range");
    }

    @Test
    void aCheckRefusesAtTheMemberOrAtTheBareItem() throws InterruptedException {
        ItemCheck check = (item, at) -> {
            if (item instanceof FetchItem fetch && fetch.url().contains("127.1")) {
                at.child("url").refuse("numeric_host", "ambiguous IPv4 form");
            }
        };
        JobReader reader = new JobReader(ReadLimits.DEFAULT, check);
        byte[] body = Reading.utf8("{'kind':'fetch','items':['http://127.1/','http://a/',{'url':'http://127.1/'}]}");
        assertThat(Reading.errors(reader.readJson(body)))
                .containsExactly(
                        new FieldError("#/items/0", "numeric_host", "ambiguous IPv4 form"),
                        new FieldError("#/items/2/url", "numeric_host", "ambiguous IPv4 form"));
    }

    @Test
    void aCheckDoesNotSeeItemsOfTheWrongShape() throws InterruptedException {
        ItemCheck check = (item, at) -> at.refuse("seen", item.getClass().getSimpleName());
        Read read = new JobReader(ReadLimits.DEFAULT, check)
                .readJson(Reading.utf8("{'kind':'fetch','items':[{'url':1},'u']}"));
        assertThat(Reading.refusals(read)).containsExactly("#/items/0/url type", "#/items/1 seen");
    }

    @Test
    void detailsDoNotEchoLongOrHostileText() {
        String hostile = "x\\u001b\\n".repeat(100);
        assertThat(Reading.errors(Reading.with("'order':'" + hostile + "'")))
                .singleElement()
                .satisfies(
                        error -> assertThat(error.detail()).hasSizeLessThan(120).matches("\\P{Cntrl}*"));
    }
}
