package io.understudy.engine.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.understudy.model.Column;
import io.understudy.model.ColumnFormat;
import io.understudy.model.ColumnRole;
import io.understudy.model.EventFrame;
import io.understudy.model.EventLayout;
import io.understudy.model.Timestamp;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class EntityKeysTest {

    @Test
    void joinsTheTextsOfAllEntityColumns() {
        // Given
        EventLayout layout = layout(
                new ColumnFormat.Serial("host-", 4, 1),
                new ColumnFormat.Dictionary(List.of("größe", "b")),
                new ColumnFormat.Decimal(1, 0));
        EventFrame frame = frame(41, 0, -125);

        // When
        String text = new EntityKeys(layout).text(frame);

        // Then
        assertThat(text).isEqualTo("host-0042|größe|-12.5");
    }

    @Test
    void keyIsWhatKafkasStringSerializerMakesOfTheText() {
        // Given
        EntityKeys keys = new EntityKeys(layout(new ColumnFormat.Dictionary(List.of("größe"))));

        // When
        byte[] key = keys.utf8(frame(0));

        // Then
        assertThat(key).isEqualTo(new StringSerializer().serialize("topic", "größe"));
    }

    @Test
    void missingPartStaysEmpty() {
        // Given
        EntityKeys keys =
                new EntityKeys(layout(new ColumnFormat.Serial("a", 1, 0), new ColumnFormat.Serial("b", 1, 0)));

        // When
        String text = keys.text(frame(ColumnFormat.MISSING, 3));

        // Then
        assertThat(text).isEqualTo("|b3");
    }

    @Test
    void refusesANegativeSerialNumber() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EntityKeys(layout(new ColumnFormat.Serial("a", 1, 1))).text(frame(-2)))
                .withMessage("value -2 of a serial column that starts at 1 is negative; serial numbers are not");
    }

    private static EventLayout layout(ColumnFormat... entities) {
        List<Column> columns = new ArrayList<>();
        for (ColumnFormat format : entities) {
            columns.add(new Column("e" + columns.size(), ColumnRole.ENTITY, false, false, format));
        }
        columns.add(new Column("t", ColumnRole.TIME, false, false, Timestamp.epochSeconds()));
        return new EventLayout("log", columns, -1, 0);
    }

    private static EventFrame frame(long... entities) {
        EventFrame frame = new EventFrame(entities.length + 1);
        System.arraycopy(entities, 0, frame.values, 0, entities.length);
        return frame;
    }
}
