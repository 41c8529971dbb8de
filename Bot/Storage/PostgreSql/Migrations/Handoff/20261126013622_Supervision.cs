using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BrigadeNumerique.Bot.Storage.PostgreSql.Migrations.Handoff
{
    /// <inheritdoc />
    public partial class Supervision : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "audited_messages",
                columns: table => new
                {
                    ConversationId = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    Sequence = table.Column<int>(type: "integer", nullable: false),
                    Day = table.Column<int>(type: "integer", nullable: false),
                    Place = table.Column<int>(type: "integer", nullable: false),
                    Verdict = table.Column<int>(type: "integer", nullable: true),
                    Route = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    Kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    By = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_audited_messages", x => new { x.ConversationId, x.Sequence });
                });

            migrationBuilder.CreateIndex(
                name: "IX_opinions_At",
                table: "opinions",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_messages_At_transition",
                table: "messages",
                column: "At",
                filter: "\"Kind\" = 'transition'");

            migrationBuilder.CreateIndex(
                name: "IX_messages_At_useful",
                table: "messages",
                column: "At",
                filter: "\"Kind\" = 'useful'");

            migrationBuilder.CreateIndex(
                name: "IX_conversations_CreatedAt",
                table: "conversations",
                column: "CreatedAt");

            migrationBuilder.CreateIndex(
                name: "IX_audited_messages_Day_Place",
                table: "audited_messages",
                columns: new[] { "Day", "Place" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "audited_messages");

            migrationBuilder.DropIndex(
                name: "IX_opinions_At",
                table: "opinions");

            migrationBuilder.DropIndex(
                name: "IX_messages_At_transition",
                table: "messages");

            migrationBuilder.DropIndex(
                name: "IX_messages_At_useful",
                table: "messages");

            migrationBuilder.DropIndex(
                name: "IX_conversations_CreatedAt",
                table: "conversations");
        }
    }
}
