using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BrigadeNumerique.Bot.Storage.PostgreSql.Migrations.Handoff
{
    /// <inheritdoc />
    public partial class Routing : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "Supervisor",
                table: "operators",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<int>(
                name: "Capacity",
                table: "operators",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Filters",
                table: "operators",
                type: "character varying(2000)",
                maxLength: 2000,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<long>(
                name: "LastTakenAt",
                table: "operators",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "LeavesAt",
                table: "operators",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Presence",
                table: "operators",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "Skills",
                table: "operators",
                type: "character varying(500)",
                maxLength: 500,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Asked",
                table: "conversations",
                type: "character varying(1000)",
                maxLength: 1000,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "CloseCode",
                table: "conversations",
                type: "character varying(32)",
                maxLength: 32,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "HandledBy",
                table: "conversations",
                type: "character varying(64)",
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "HeardThrough",
                table: "conversations",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<long>(
                name: "HelpSince",
                table: "conversations",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "OfferUntil",
                table: "conversations",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "OfferedTo",
                table: "conversations",
                type: "character varying(64)",
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "OnHoldSince",
                table: "conversations",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Ring",
                table: "conversations",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<long>(
                name: "UnownedSince",
                table: "conversations",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "WantedSkill",
                table: "conversations",
                type: "character varying(32)",
                maxLength: 32,
                nullable: true);

            // Nobody is told that nothing was answered, and nobody loses seconds, by an update of the service.
            migrationBuilder.Sql("UPDATE conversations SET \"HeardThrough\" = \"LastCitizenSequence\", \"HandledBy\" = \"OperatorId\"");
            migrationBuilder.Sql("UPDATE conversations SET \"UnownedSince\" = \"QueuedAt\" WHERE \"Custody\" = 1");
            migrationBuilder.Sql("UPDATE operators SET \"Presence\" = CASE WHEN \"Available\" THEN 0 ELSE 1 END");

            migrationBuilder.DropColumn(
                name: "Available",
                table: "operators");

            migrationBuilder.CreateTable(
                name: "surge",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false),
                    On = table.Column<bool>(type: "boolean", nullable: false),
                    Since = table.Column<long>(type: "bigint", nullable: false),
                    By = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_surge", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_conversations_ClosedAt",
                table: "conversations",
                column: "ClosedAt");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "surge");

            migrationBuilder.DropIndex(
                name: "IX_conversations_ClosedAt",
                table: "conversations");

            migrationBuilder.DropColumn(
                name: "Capacity",
                table: "operators");

            migrationBuilder.DropColumn(
                name: "Filters",
                table: "operators");

            migrationBuilder.DropColumn(
                name: "LastTakenAt",
                table: "operators");

            migrationBuilder.DropColumn(
                name: "LeavesAt",
                table: "operators");

            migrationBuilder.AddColumn<bool>(
                name: "Available",
                table: "operators",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.Sql("UPDATE operators SET \"Available\" = (\"Presence\" = 0)");

            migrationBuilder.DropColumn(
                name: "Supervisor",
                table: "operators");

            migrationBuilder.DropColumn(
                name: "Presence",
                table: "operators");

            migrationBuilder.DropColumn(
                name: "Skills",
                table: "operators");

            migrationBuilder.DropColumn(
                name: "Asked",
                table: "conversations");

            migrationBuilder.DropColumn(
                name: "CloseCode",
                table: "conversations");

            migrationBuilder.DropColumn(
                name: "HandledBy",
                table: "conversations");

            migrationBuilder.DropColumn(
                name: "HeardThrough",
                table: "conversations");

            migrationBuilder.DropColumn(
                name: "HelpSince",
                table: "conversations");

            migrationBuilder.DropColumn(
                name: "OfferUntil",
                table: "conversations");

            migrationBuilder.DropColumn(
                name: "OfferedTo",
                table: "conversations");

            migrationBuilder.DropColumn(
                name: "OnHoldSince",
                table: "conversations");

            migrationBuilder.DropColumn(
                name: "Ring",
                table: "conversations");

            migrationBuilder.DropColumn(
                name: "UnownedSince",
                table: "conversations");

            migrationBuilder.DropColumn(
                name: "WantedSkill",
                table: "conversations");

        }
    }
}
