package io.onus.local.company;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangeTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Two ways to write the same down are no difference. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "DEPARTMENT; {'name':'E'}; {'code':'E','name':'E','zone':'UTC','calendar':'company',"
            + "'parent':null,'leads':[],'deputies':[],'version':3}",
        "CALENDAR; {'zone':'UTC','weekly':{'MON':['13:00-17:00','09:00-12:00'],'SUN':[]},"
            + "'closed':['2026-12-31','2026-12-24']}; {'zone':'UTC','weekly':{'MON':"
            + "['09:00-12:00','13:00-17:00']},'holidays':null,'closed':['2026-12-24','2026-12-31'],"
            + "'open':{},'tzdata':'2026a'}",
        "CALENDAR; {'zone':'UTC','holidays':{'country':'de','region':'BY'}};"
            + " {'zone':'UTC','weekly':{},'holidays':{'country':'DE','region':'by'}}",
        "SERVICE; {'provider':'E','name':'H'};"
            + " {'provider':'E','name':'H','intake':{'type':'object'}}",
        "SERVICE; {'provider':'E','name':'H','intake':{'a':1,'b':2.50}};"
            + " {'provider':'E','name':'H','intake':{'b':2.5,'a':1.0}}",
        "ROUTE; {'position':10,'people':['a','b','a']};"
            + " {'id':'x','position':10,'side':'OBLIGOR','severity':null,'people':['a','b']}",
        "OFFER; {'provider':'E','terms':{'targets':["
            + "{'metric':'RESOLUTION','priority':'P2','duration':'PT60M'},"
            + "{'metric':'RESOLUTION','priority':'P1','duration':'PT30M'}],'objective':{'percent':95,'window':'P30D'}}};"
            + " {'provider':'E','service':null,'terms':"
            + "{'targets':[{'metric':'RESOLUTION','priority':'P1','duration':'PT30M'},"
            + "{'metric':'RESOLUTION','priority':'P2','duration':'PT1H'}],'warnAt':[50,75,90],"
            + "'hours':'PROVIDER','objective':{'percent':95.0,'window':'PT720H'},'breachCost':null,"
            + "'allowance':[],'reopen':'REMAINING'},'note':null}",
      })
  void theSameSaidOtherwiseIsNoChange(Kind kind, String wanted, String there)
      throws JsonProcessingException {
    assertThat(Change.between(normal(kind, there), normal(kind, wanted))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "DEPARTMENT; {'name':'E','parent':'T'}; {'name':'E'}; parent: (nothing) -> T",
        "DEPARTMENT; {'name':'E'}; {'name':'E','parent':'T'}; parent: T -> (nothing)",
        "DEPARTMENT; {'name':'E','leads':[{'name':'L','email':'l@new'}]};"
            + " {'name':'E','leads':[{'name':'L','email':'l@old'}]}; leads[0].email: l@old ->"
            + " l@new",
        "CALENDAR; {'zone':'UTC','weekly':{'MON':['09:00-17:00']}};"
            + " {'zone':'UTC','weekly':{'MON':['09:00-18:00']}};"
            + " weekly.MON: [09:00-18:00] -> [09:00-17:00]",
        "SERVICE; {'provider':'E','name':'H','intake':{'const':'5'}};"
            + " {'provider':'E','name':'H','intake':{'const':5}}; intake.const: 5 -> \"5\"",
        "OFFER; {'provider':'E','terms':{'targets':"
            + "[{'metric':'RESOLUTION','priority':'P2','duration':'PT2H'}]}};"
            + " {'provider':'E','terms':{'targets':"
            + "[{'metric':'RESOLUTION','priority':'P2','duration':'PT4H'}]}};"
            + " terms.targets[RESOLUTION P2].duration: PT4H -> PT2H",
      })
  void aChangeNamesTheFieldAndBothValues(Kind kind, String wanted, String there, String shown)
      throws JsonProcessingException {
    assertThat(Change.between(normal(kind, there), normal(kind, wanted)))
        .extracting(Change::shown)
        .containsExactly(shown);
  }

  private static ObjectNode normal(Kind kind, String json) throws JsonProcessingException {
    return Normal.of(kind, JSON.readTree(json.replace('\'', '"')));
  }
}
